// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/yamltext.h"

#include "models/base/plaintext.h"
#include "ui/code/yamlscalar.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace Strato {

using namespace Qt::StringLiterals;
using Json = nlohmann::json;

namespace {

constexpr std::size_t deepest = 256;
constexpr qsizetype longestSimpleKey = 1024; // YAML 1.2, 7.4.2, in characters; yaml-cpp counts bytes

/// Takes the parser's events and writes YAML as they come.
class Writer final : public nlohmann::json_sax<Json> {
public:
    explicit Writer(const YamlOptions& options)
        : m_options(options)
    {
    }

    [[nodiscard]] QString take() { return std::move(m_out); }
    [[nodiscard]] bool isTooDeep() const { return m_tooDeep; }
    [[nodiscard]] bool isFull() const { return m_full; }
    [[nodiscard]] std::size_t errorAt() const { return m_errorAt; }

    bool null() override { return scalar(u"null"_s); }
    bool boolean(bool value) override { return scalar(value ? u"true"_s : u"false"_s); }
    bool number_integer(number_integer_t value) override { return scalar(QString::number(value)); }
    bool number_unsigned(number_unsigned_t value) override { return scalar(QString::number(value)); }
    bool number_float(number_float_t, const string_t& written) override
    {
        return scalar(QString::fromStdString(written));
    }
    bool string(string_t& value) override
    {
        if (m_skipDepth > 0)
            return true;
        if (isHidden())
            return scalar(hiddenText(value.size()));
        return scalar(yamlScalar(exactUtf8(value), indentOfValue()));
    }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return start(false); }
    bool start_array(std::size_t) override { return start(true); }
    bool end_object() override { return end(); }
    bool end_array() override { return end(); }
    bool key(string_t& name) override
    {
        if (m_skipDepth == 0)
            m_levels.back().key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        m_errorAt = position;
        return false;
    }

private:
    struct Level {
        bool array = false;
        bool empty = true;
        std::string key; // of the value that comes next
        int indent = 0; // of its entries
        bool inlineFirst = false; // its first entry stands behind a dash
    };

    [[nodiscard]] int indentOfValue() const { return m_levels.empty() ? 0 : m_levels.back().indent + 2; }

    /// Depth 1 is the object's own keys.
    [[nodiscard]] bool isAt(std::size_t depth, const char* key) const
    {
        return m_levels.size() >= depth && m_levels[depth - 1].key == key;
    }

    [[nodiscard]] bool isHidden() const
    {
        if (!m_options.hideSecretData)
            return false;
        const bool data = m_levels.size() == 2 && (isAt(1, "data") || isAt(1, "stringData"));
        const bool copy = m_levels.size() == 3 && isAt(1, "metadata") && isAt(2, "annotations")
            && isAt(3, "kubectl.kubernetes.io/last-applied-configuration");
        return data || copy;
    }

    [[nodiscard]] static QString hiddenText(std::size_t bytes)
    {
        const int count = static_cast<int>(bytes); // apart: lupdate overlooks a call with angle brackets in it
        return QCoreApplication::translate("YamlText", "# not shown, %n character(s)", nullptr, count);
    }

    /// Writes what stands before a value: indentation, dash or key.
    void lead(bool container)
    {
        if (m_levels.empty())
            return;
        Level& level = m_levels.back();
        if (!level.empty || !level.inlineFirst) {
            if (!m_out.isEmpty())
                m_out += u'\n';
            m_out += QString(level.indent, u' ');
        }
        level.empty = false;
        if (level.array) {
            m_out += u"- "_s;
            return;
        }
        const QString key = yamlKey(exactUtf8(level.key));
        const bool isSimple = key.toUtf8().size() <= longestSimpleKey;
        m_out += isSimple ? key : u"? "_s + key + u'\n' + QString(level.indent, u' ');
        m_out += container ? u":"_s : u": "_s;
    }

    bool scalar(const QString& text)
    {
        if (m_skipDepth > 0)
            return true;
        lead(false);
        m_out += text;
        return hasRoom();
    }

    bool start(bool array)
    {
        if (m_levels.size() + m_skipDepth >= deepest) {
            m_tooDeep = true;
            return false;
        }
        if (m_skipDepth > 0
            || (array && m_options.foldManagedFields && m_levels.size() == 2 && isAt(1, "metadata")
                && isAt(2, "managedFields"))) {
            if (m_skipDepth == 1)
                ++m_skipped;
            ++m_skipDepth;
            return true;
        }
        Level level;
        level.array = array;
        if (!m_levels.empty()) {
            const Level& parent = m_levels.back();
            const bool parentArray = parent.array;
            level.indent = parent.indent + (parentArray || !array ? 2 : 0); // lists stand under their key
            level.inlineFirst = parentArray;
            lead(true);
        }
        m_levels.push_back(std::move(level));
        return hasRoom();
    }

    bool end()
    {
        if (m_skipDepth > 0) {
            if (--m_skipDepth == 0) {
                const int count = static_cast<int>(m_skipped);
                const QString folded = QCoreApplication::translate("YamlText", "# folded, %n entry(s)", nullptr, count);
                m_skipped = 0;
                lead(false);
                m_out += folded;
            }
            return true;
        }
        const Level level = std::move(m_levels.back());
        m_levels.pop_back();
        if (level.empty) {
            const bool behindKey = !m_levels.empty() && !m_levels.back().array;
            m_out += (behindKey ? u" "_s : QString()) + (level.array ? u"[]"_s : u"{}"_s);
        }
        return hasRoom();
    }

    bool hasRoom()
    {
        m_full = m_out.size() > m_options.maxLength;
        return !m_full;
    }

    const YamlOptions m_options;
    QString m_out;
    std::vector<Level> m_levels;
    std::size_t m_skipDepth = 0;
    std::size_t m_skipped = 0; // entries of what is folded
    std::size_t m_errorAt = 0;
    bool m_tooDeep = false;
    bool m_full = false;
};

} // namespace

Result<QString> yamlText(const QByteArray& json, const YamlOptions& options)
{
    Writer writer(options);
    const bool whole = Json::sax_parse(json.begin(), json.end(), &writer);
    if (writer.isTooDeep())
        return fail(ErrorCode::TooLarge, u"nested deeper than %1 levels"_s.arg(deepest));
    if (writer.isFull()) {
        QString text = writer.take().left(options.maxLength);
        return text + u"\n# "_s + QCoreApplication::translate("YamlText", "cut here: the object is larger") + u'\n';
    }
    if (!whole)
        return fail(ErrorCode::Malformed, u"not JSON from byte %1 on"_s.arg(writer.errorAt()));
    return writer.take() + u'\n';
}

} // namespace Strato
