// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/config/yamltree.h"

#include <QJsonArray>
#include <QJsonObject>

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <map>
#include <sstream>

using namespace Qt::StringLiterals;

namespace Strato {

namespace {

constexpr std::string_view strTag = "tag:yaml.org,2002:str";
constexpr std::string_view mergeKey = "<<";

/// Leaves yaml-cpp's parser from inside an event; never leaves parseYaml().
struct Refused final : std::exception {
    Refused(ErrorCode why, YAML::Mark where, const char* what)
        : code(why)
        , mark(where)
        , message(what)
    {
    }
    const char* what() const noexcept override { return message; }
    ErrorCode code;
    YAML::Mark mark;
    const char* message;
};

std::size_t countNodes(const YamlNode& node)
{
    std::size_t count = 1;
    for (const YamlNode& item : node.items)
        count += countNodes(item);
    for (const YamlNode::Entry& entry : node.entries)
        count += countNodes(entry.value);
    return count;
}

int depthOf(const YamlNode& node)
{
    int deepest = 0;
    for (const YamlNode& item : node.items)
        deepest = std::max(deepest, depthOf(item));
    for (const YamlNode::Entry& entry : node.entries)
        deepest = std::max(deepest, depthOf(entry.value));
    return deepest + 1;
}

void addMissing(YamlNode& map, const YamlNode& from)
{
    for (const YamlNode::Entry& entry : from.entries)
        if (!map.find({ entry.key.constData(), static_cast<std::size_t>(entry.key.size()) }))
            map.entries.push_back(entry);
}

/// `<<: *base` and `<<: [*a, *b]`: keys that the map lacks come from there.
void applyMergeKeys(YamlNode& map)
{
    const auto isMerge = [](const YamlNode::Entry& entry) { return entry.key == QByteArrayView(mergeKey); };
    if (std::ranges::none_of(map.entries, isMerge))
        return;
    std::vector<YamlNode> sources;
    for (const YamlNode::Entry& entry : map.entries)
        if (isMerge(entry))
            sources.push_back(entry.value);
    std::erase_if(map.entries, isMerge);
    for (const YamlNode& source : sources) {
        addMissing(map, source);
        for (const YamlNode& item : source.items)
            addMissing(map, item);
    }
}

/// Builds the tree from yaml-cpp's events and refuses what passes the limits while it is still being read.
class TreeBuilder final : public YAML::EventHandler {
public:
    explicit TreeBuilder(const YamlLimits& limits)
        : m_limits(limits)
    {
    }
    YamlNode take() { return std::move(m_root); }

    void OnDocumentStart(const YAML::Mark&) override { }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        finish(made(YamlNode::Kind::Null, mark), anchor, mark);
    }
    void OnScalar(
        const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override
    {
        YamlNode node = made(YamlNode::Kind::Scalar, mark);
        node.quoted = tag == "!" || tag == strTag;
        node.scalar = QByteArray::fromStdString(value);
        finish(std::move(node), anchor, mark);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
    void OnSequenceStart(
        const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(YamlNode::Kind::Sequence, mark, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(
        const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(YamlNode::Kind::Map, mark, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    struct Frame {
        YamlNode node;
        YAML::anchor_t anchor = 0;
        YAML::Mark mark;
        bool keyPending = false; // in a map: a key has been read and waits for its value
    };

    YamlNode made(YamlNode::Kind kind, const YAML::Mark& mark);
    void open(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor);
    void close();
    void finish(YamlNode node, YAML::anchor_t anchor, const YAML::Mark& mark);
    void addToMap(Frame& frame, YamlNode node, const YAML::Mark& mark);

    const YamlLimits m_limits;
    YamlNode m_root;
    std::vector<Frame> m_stack;
    std::map<YAML::anchor_t, YamlNode> m_anchors; // finished nodes only
    std::size_t m_nodes = 0;
    std::size_t m_aliasNodes = 0;
};

YamlNode TreeBuilder::made(YamlNode::Kind kind, const YAML::Mark& mark)
{
    if (++m_nodes > m_limits.maxNodes)
        throw Refused(ErrorCode::TooLarge, mark, "too many values");
    YamlNode node;
    node.kind = kind;
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    return node;
}

void TreeBuilder::open(YamlNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor)
{
    if (static_cast<int>(m_stack.size()) >= m_limits.maxDepth)
        throw Refused(ErrorCode::TooLarge, mark, "nested too deeply");
    m_stack.push_back({ made(kind, mark), anchor, mark, false });
}

void TreeBuilder::close()
{
    Frame frame = std::move(m_stack.back());
    m_stack.pop_back();
    if (frame.node.kind == YamlNode::Kind::Map)
        applyMergeKeys(frame.node);
    finish(std::move(frame.node), frame.anchor, frame.mark);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor)
{
    const auto it = m_anchors.find(anchor);
    if (it == m_anchors.end())
        throw Refused(ErrorCode::Malformed, mark, "an alias inside the value it names");
    m_aliasNodes += countNodes(it->second);
    if (m_aliasNodes > m_limits.maxAliasNodes)
        throw Refused(ErrorCode::TooLarge, mark, "aliases repeat too much");
    if (static_cast<int>(m_stack.size()) + depthOf(it->second) > m_limits.maxDepth + 1)
        throw Refused(ErrorCode::TooLarge, mark, "nested too deeply");
    finish(it->second, 0, mark);
}

void TreeBuilder::finish(YamlNode node, YAML::anchor_t anchor, const YAML::Mark& mark)
{
    if (anchor != 0)
        m_anchors.insert_or_assign(anchor, node);
    if (m_stack.empty()) {
        m_root = std::move(node);
        return;
    }
    Frame& frame = m_stack.back();
    if (frame.node.kind == YamlNode::Kind::Sequence)
        frame.node.items.push_back(std::move(node));
    else
        addToMap(frame, std::move(node), mark);
}

void TreeBuilder::addToMap(Frame& frame, YamlNode node, const YAML::Mark& mark)
{
    if (frame.keyPending) {
        frame.node.entries.back().value = std::move(node);
        frame.keyPending = false;
        return;
    }
    if (node.kind == YamlNode::Kind::Sequence || node.kind == YamlNode::Kind::Map)
        throw Refused(ErrorCode::Malformed, mark, "a key must be plain text");
    YamlNode::Entry entry;
    entry.key = node.scalar;
    entry.line = node.line;
    frame.node.entries.push_back(std::move(entry));
    frame.keyPending = true;
}

bool isOneOf(const QByteArray& text, std::initializer_list<std::string_view> words)
{
    return std::ranges::any_of(words, [&](std::string_view word) { return text == QByteArrayView(word); });
}

bool isTrueWord(const QByteArray& text)
{
    return isOneOf(text, { "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE" });
}

bool isFalseWord(const QByteArray& text)
{
    return isOneOf(text, { "n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE" });
}

tl::unexpected<Error> failAt(ErrorCode code, const QString& file, const YAML::Mark& mark, const QString& what)
{
    if (mark.is_null())
        return fail(code, u"%1: %2"_s.arg(file, what));
    return fail(code, u"%1:%2:%3: %4"_s.arg(file).arg(mark.line + 1).arg(mark.column + 1).arg(what));
}

} // namespace

const YamlNode* YamlNode::find(std::string_view key) const
{
    const YamlNode* found = nullptr;
    for (const Entry& entry : entries)
        if (entry.key == QByteArrayView(key))
            found = &entry.value;
    return found;
}

bool YamlNode::isNumber() const
{
    if (kind != Kind::Scalar || quoted || scalar.isEmpty())
        return false;
    QByteArray digits = scalar;
    digits.replace('_', QByteArray());
    if (digits.startsWith('+') || digits.startsWith('-'))
        digits.remove(0, 1);
    if (isOneOf(digits, { ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN" }))
        return true;
    if (digits.isEmpty() || !(digits.front() == '.' || (digits.front() >= '0' && digits.front() <= '9')))
        return false;
    bool integer = false;
    bool real = false;
    const bool hexadecimal = digits.startsWith("0x") || digits.startsWith("0b");
    (void)(hexadecimal ? digits.mid(2).toULongLong(&integer, digits[1] == 'x' ? 16 : 2)
                       : digits.toULongLong(&integer, 10));
    (void)digits.toDouble(&real);
    return integer || (real && !hexadecimal);
}

bool YamlNode::isBool() const
{
    return kind == Kind::Scalar && !quoted && (isTrueWord(scalar) || isFalseWord(scalar));
}

bool YamlNode::toBool() const
{
    return isTrueWord(scalar);
}

Result<YamlNode> parseYaml(const QByteArray& bytes, const QString& file, const YamlLimits& limits)
{
    if (bytes.size() > limits.maxBytes)
        return fail(ErrorCode::TooLarge,
            u"%1: %2 bytes, at most %3 are read"_s.arg(file).arg(bytes.size()).arg(limits.maxBytes));
    if (const auto nul = bytes.indexOf('\0'); nul >= 0)
        return fail(ErrorCode::Malformed, u"%1: a NUL byte at offset %2: not a text file"_s.arg(file).arg(nul));
    try {
        std::istringstream stream(bytes.toStdString());
        YAML::Parser parser(stream);
        TreeBuilder builder(limits);
        (void)parser.HandleNextDocument(builder);
        return builder.take();
    } catch (const Refused& refused) {
        return failAt(refused.code, file, refused.mark, QString::fromLatin1(refused.message));
    } catch (const YAML::Exception& error) {
        return failAt(
            ErrorCode::Malformed, file, error.mark, cleanLine(QString::fromStdString(error.msg))); // quotes the text
    } catch (const std::exception& error) {
        return fail(ErrorCode::Malformed, u"%1: %2"_s.arg(file, QString::fromLocal8Bit(error.what())));
    }
}

QJsonValue toJson(const YamlNode& node)
{
    switch (node.kind) {
    case YamlNode::Kind::Null: return QJsonValue(QJsonValue::Null);
    case YamlNode::Kind::Scalar:
        if (node.isBool())
            return node.toBool();
        return node.isNumber() ? QJsonValue(node.scalar.toDouble()) : QJsonValue(node.text());
    case YamlNode::Kind::Sequence: {
        QJsonArray array;
        for (const YamlNode& item : node.items)
            array.append(toJson(item));
        return array;
    }
    case YamlNode::Kind::Map: {
        QJsonObject object;
        for (const YamlNode::Entry& entry : node.entries)
            object.insert(exactUtf8(entry.key), toJson(entry.value));
        return object;
    }
    }
    return {};
}

} // namespace Strato
