// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/code/yamltext.h"

#include "models/kube/config/yamltree.h"
#include "tests/fuzz/driver/fuzzinput.h"
#include "tests/fuzz/driver/fuzztarget.h"
#include "ui/code/yamlscalar.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Strato;

namespace {

bool same(const QJsonValue& json, const YamlNode& yaml);

bool sameObject(const QJsonObject& json, const YamlNode& yaml)
{
    for (auto it = json.begin(); it != json.end(); ++it) {
        if (it.key() == QStringLiteral("<<")) // our reader merges whether it is quoted or not
            continue;
        const YamlNode* value = yaml.find(it.key().toStdString());
        if (!value || !same(it.value(), *value))
            return false;
    }
    return true;
}

bool sameArray(const QJsonArray& json, const YamlNode& yaml)
{
    if (static_cast<std::size_t>(json.size()) != yaml.items.size())
        return false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        if (!same(json.at(i), yaml.items[static_cast<std::size_t>(i)]))
            return false;
    }
    return true;
}

bool same(const QJsonValue& json, const YamlNode& yaml)
{
    switch (json.type()) {
    case QJsonValue::Object: return yaml.kind == YamlNode::Kind::Map && sameObject(json.toObject(), yaml);
    case QJsonValue::Array: return yaml.kind == YamlNode::Kind::Sequence && sameArray(json.toArray(), yaml);
    case QJsonValue::String:
        return yaml.kind == YamlNode::Kind::Scalar && yaml.isText() && yaml.text() == json.toString();
    case QJsonValue::Bool: return yaml.isBool() && yaml.toBool() == json.toBool();
    case QJsonValue::Double: return yaml.kind == YamlNode::Kind::Scalar && yaml.isNumber();
    case QJsonValue::Null:
    case QJsonValue::Undefined: return yaml.kind == YamlNode::Kind::Null;
    }
    return false;
}

} // namespace

/// JSON written as YAML reads back as the same values, by another reader; so does any text by itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const QJsonDocument json = QJsonDocument::fromJson(bytes);
    const YamlOptions plain { .foldManagedFields = false, .hideSecretData = false };
    const auto yaml = yamlText(bytes, plain);
    const auto hidden = yamlText(bytes, { .foldManagedFields = true, .hideSecretData = true });
    FUZZ_CHECK(yaml.has_value() == hidden.has_value());
    if (yaml && !json.isNull()) {
        const auto tree = parseYaml(yaml->toUtf8(), QStringLiteral("yaml"), { 1 << 22, 300, 400'000, 10'000 });
        FUZZ_CHECK(tree.has_value());
        FUZZ_CHECK(json.isObject() ? same(json.object(), *tree) : same(json.array(), *tree));
    }
    const QString text = QString::fromUtf8(bytes);
    const QString document = QStringLiteral("a:\n  b: ") + yamlScalar(text, 4) + QStringLiteral("\nc: 1\n");
    const auto alone = parseYaml(document.toUtf8(), QStringLiteral("text"));
    FUZZ_CHECK(alone.has_value() && alone->find("c") != nullptr);
    const YamlNode* value = alone->find("a")->find("b");
    FUZZ_CHECK(value != nullptr && value->text() == text && (value->isText() || text.isEmpty()));
    return 0;
}
