// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/recordbuilder.h"

#include "models/base/plaintext.h"
#include "models/kube/decode/quantity.h"
#include "models/kube/schema/columnids.h"

#include <QString>

#include <algorithm>

namespace Strato {

namespace {

constexpr std::size_t maxName = 512;
constexpr std::size_t maxMessage = 2048;
constexpr std::size_t maxLabelSets = 20'000;

bool isPlain(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

void appendLower(std::string& to, std::string_view text)
{
    if (isPlain(text)) {
        for (const char c : text)
            to += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        return;
    }
    to += QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toLower().toStdString();
}

} // namespace

IString DecodeScratch::intern(std::string_view text, std::size_t maxBytes)
{
    return text.size() <= maxBytes && isPlain(text) ? IString(text) : IString(cleanName(text, maxBytes));
}

IString DecodeScratch::internShared(std::string_view text, std::size_t maxBytes)
{
    IString& recent = m_recent[std::hash<std::string_view>()(text) % m_recent.size()];
    if (recent.view() != text)
        recent = intern(text, maxBytes);
    return recent;
}

LabelSetPtr DecodeScratch::labels(const WireView& metadata)
{
    m_key.clear();
    for (const WireView label : metadata.each("labels")) {
        m_key += label.key();
        m_key += '\0';
        m_key += label.text();
        m_key += '\0';
    }
    if (const auto it = m_labelSets.find(m_key); it != m_labelSets.end())
        return it->second;
    auto set = std::make_shared<LabelSet>();
    for (const WireView label : metadata.each("labels")) {
        IString key = intern(label.key(), maxName);
        const auto same = std::ranges::find(*set, key, &LabelSet::value_type::first);
        if (same != set->end())
            same->second = intern(label.text(), maxName);
        else
            set->emplace_back(std::move(key), intern(label.text(), maxName));
    }
    std::ranges::sort(*set, {}, [](const auto& label) { return label.first.view(); });
    if (m_labelSets.size() >= maxLabelSets)
        m_labelSets.clear();
    m_labelSets.emplace(m_key, set);
    return set;
}

RecordBuilder::RecordBuilder(DecodeScratch& scratch, const SchemaPtr& schema, const std::string& apiGroup)
    : m_scratch(scratch)
    , m_group(apiGroup)
    , m_record(std::make_shared<Record>())
{
    m_record->schema = schema;
    m_record->cluster = scratch.cluster();
    m_record->cells.resize(schema->columns.size());
}

void RecordBuilder::metadata(const WireView& metadata)
{
    Record& record = *m_record;
    record.name = m_scratch.intern(metadata["name"].text(), maxName);
    record.nameSpace = m_scratch.internShared(metadata["namespace"].text(), maxName);
    record.uid = m_scratch.intern(metadata["uid"].text(), maxName);
    record.resourceVersion = m_scratch.intern(metadata["resourceVersion"].text(), maxName);
    record.created = { metadata["creationTimestamp"].number() };
    if (const auto at = metadata["deletionTimestamp"].optionalNumber())
        record.deletionRequested = Instant { *at };
    record.labels = m_scratch.labels(metadata);
    record.entity = EntityId::kubernetes(
        record.cluster.view(), m_group, record.schema->kind, record.nameSpace.view(), record.name.view());
    for (const WireView owner : metadata.each("ownerReferences")) {
        if (!owner["controller"].flag())
            continue;
        record.owner = { m_scratch.internShared(owner["kind"].text(), maxName),
            m_scratch.internShared(owner["name"].text(), maxName),
            m_scratch.internShared(owner["uid"].text(), maxName) };
    }
    set(Columns::name, record.name.empty() ? Cell() : Cell(record.name));
    changedBy(metadata);
    const auto generation = metadata["generation"].number();
    number(Columns::generation, generation != 0 ? std::optional(generation) : std::nullopt);
    std::string finalizers;
    for (const WireView finalizer : metadata.each("finalizers"))
        finalizers.append(finalizers.empty() ? "" : ",").append(finalizer.text());
    text(Columns::finalizers, finalizers);
    m_cursor = 1;
    searchable(record.name.view());
    searchable(record.nameSpace.view());
    searchable(record.owner.name.view());
}

/// Who wrote last. Writers of the status (kubelets, controllers) report; they change nothing that somebody asked for.
void RecordBuilder::changedBy(const WireView& metadata)
{
    WireView newest;
    bool newestIsStatus = true;
    for (const WireView entry : metadata.each("managedFields")) {
        const bool isStatus = entry["subresource"].text() == "status";
        const bool later = entry["time"].number() >= newest["time"].number();
        if (!newest.exists() || (newestIsStatus && !isStatus) || (newestIsStatus == isStatus && later)) {
            newest = entry;
            newestIsStatus = isStatus;
        }
    }
    text(Columns::changedBy, newest["manager"].text());
    time(Columns::changedAt, newest["time"]);
}

void RecordBuilder::set(std::string_view id, Cell value)
{
    const std::vector<ColumnSpec>& columns = m_record->schema->columns;
    for (std::size_t step = 0; step < columns.size(); ++step) {
        const std::size_t at = m_cursor + step < columns.size() ? m_cursor + step : m_cursor + step - columns.size();
        if (columns[at].id == id) {
            m_record->cells[at] = std::move(value);
            m_cursor = at + 1 < columns.size() ? at + 1 : 0;
            return;
        }
    }
    Q_ASSERT_X(false, "RecordBuilder::set", "the schema has no such column");
}

void RecordBuilder::text(std::string_view id, std::string_view value)
{
    set(id, value.empty() ? Cell() : Cell(m_scratch.internShared(value, maxName)));
}

void RecordBuilder::message(std::string_view id, std::string_view value)
{
    if (value.empty())
        set(id, Cell());
    else if (value.size() <= maxMessage && isPlain(value))
        set(id, Cell(m_scratch.internShared(value, maxMessage)));
    else
        set(id, Cell(IString(cleanUtf8(value.substr(0, 4 * maxMessage), maxMessage).toStdString())));
}

void RecordBuilder::number(std::string_view id, std::optional<std::int64_t> value)
{
    set(id, value ? Cell(*value) : Cell());
}

void RecordBuilder::fraction(std::string_view id, std::int64_t part, std::int64_t whole)
{
    number(id, packFraction(static_cast<std::int32_t>(part), static_cast<std::int32_t>(whole)));
}

void RecordBuilder::time(std::string_view id, const WireView& at)
{
    number(id, at.optionalNumber());
}

void RecordBuilder::cpu(std::string_view id, const WireView& quantity)
{
    number(id, quantity.exists() ? quantityMilli(quantity.text()) : std::nullopt);
}

void RecordBuilder::amount(std::string_view id, const WireView& quantity)
{
    number(id, quantity.exists() ? quantityValue(quantity.text()) : std::nullopt);
}

void RecordBuilder::fare(Health health, std::string_view reason)
{
    m_record->health = health;
    m_record->reason = health == Health::Well ? IString() : m_scratch.intern(reason, maxName);
}

void RecordBuilder::searchable(std::string_view more)
{
    if (more.empty())
        return;
    if (!m_search.empty())
        m_search += '\n';
    appendLower(m_search, more.substr(0, maxMessage));
}

std::shared_ptr<Record> RecordBuilder::finish()
{
    m_record->searchText.assign(m_search.data(), m_search.size()); // exactly as large as it must be
    return std::move(m_record);
}

} // namespace Strato
