// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/base/plaintext.h"
#include "models/kube/decode/protobufreader.h"
#include "models/kube/schema/kubeschemas.h"
#include "tests/fuzz/targets/recordchecks.h"
#include "tests/support/kindof.h"

#include <algorithm>

using namespace Strato;

namespace {

void checkList(const Result<DecodedList>& list)
{
    if (!list) {
        Fuzz::checkError(list.error());
        return;
    }
    for (const auto& record : list->records)
        Fuzz::checkRecord(*record);
}

void decodeAll(KubeDecoder& decoder, std::string_view bytes, WireFormat format)
{
    checkList(decoder.list(bytes, format));
    const auto object = decoder.object(bytes, format);
    if (object)
        Fuzz::checkRecord(**object);
    else
        Fuzz::checkError(object.error());
    const auto event = decoder.watchEvent(bytes, format);
    if (event && event->record)
        Fuzz::checkRecord(*event->record);
    else if (!event)
        Fuzz::checkError(event.error());
    if (const auto status = decodeStatus(bytes, format))
        Fuzz::checkError(status->toError());
}

/// The kind that the bytes say they are of, else one that nobody knows.
ResourceKind kindIn(std::string_view bytes)
{
    std::string name;
    if (const auto envelope = openEnvelope(bytes)) {
        name = envelope->kind;
    } else if (const std::size_t at = bytes.find(R"("kind":)"); at != std::string_view::npos) {
        const std::string_view rest = bytes.substr(std::min(bytes.find('"', at + 7), bytes.size() - 1) + 1);
        name = rest.substr(0, rest.find('"'));
    }
    if (name.ends_with("List"))
        name.resize(name.size() - 4);
    if (name == "Table") // of pods, or of a custom resource
        name = bytes.find("Restarts") != std::string_view::npos ? "Pod" : "Widget";
    const auto schemas = builtInSchemas();
    const auto known = std::ranges::find(schemas, name, [](const SchemaPtr& schema) { return schema->kind; });
    if (known != schemas.end())
        return Test::kindOf(**known);
    ResourceKind kind; // without a schema of ours
    kind.group = "example.org";
    kind.version = "v1";
    kind.kind = name.empty() ? "Widget" : cleanName(name, 64); // as discovery does
    return kind;
}

} // namespace

/// Any bytes as each answer of the Kubernetes API, of the kind that they say they are of.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    KubeDecoder decoder(IString("cluster-1"), kindIn(bytes), { 65'536, 64 });
    decodeAll(decoder, bytes, hasProtobufMagic(bytes) ? WireFormat::Protobuf : WireFormat::Json);
    checkList(decoder.table(bytes, true));
    checkList(decoder.table(bytes, false));
    return 0;
}
