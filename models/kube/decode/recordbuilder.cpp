// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/recordbuilder.h"

#include "models/base/plaintext.h"
#include "models/kube/decode/quantity.h"
#include "models/kube/schema/columnids.h"

#include <QString>

#include <algorithm>
#include <cstring>

namespace Strato {

namespace {

constexpr std::size_t maxName = 512;
constexpr std::size_t maxMessage = 2048;
constexpr std::size_t maxLabelSets = 20'000;
constexpr std::size_t commonColumns = 4; // changedBy … finalizers

constexpr std::uint64_t each = 0x0101010101010101U; // times a byte: that byte in all eight of a word
constexpr std::uint64_t highBits = each * 0x80U;

/// The high bits of the bytes of @p word that are no printable ASCII: not ASCII, below the space, DEL.
std::uint64_t unprintable(std::uint64_t word)
{
    return (word | (word - each * 0x20U) | (word + each)) & highBits;
}

std::uint64_t wordAt(const char* text)
{
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    return word;
}

/// Whether @p text is printable ASCII only, which nearly all is. Eight bytes at a time, the last ones perhaps twice.
bool isPlain(std::string_view text)
{
    constexpr std::size_t step = sizeof(std::uint64_t);
    if (text.size() < step)
        return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
    const char* const last = text.data() + text.size() - step;
    std::uint64_t bad = unprintable(wordAt(last));
    for (const char* at = text.data(); at < last; at += step)
        bad |= unprintable(wordAt(at));
    return bad == 0;
}

/// Lower case of @p size plain bytes in place, eight at a time.
void lowerPlain(char* text, std::size_t size)
{
    for (; size >= sizeof(std::uint64_t); size -= sizeof(std::uint64_t), text += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text, sizeof word);
        const std::uint64_t fromA = word + each * (0x80U - 'A'); // the high bit: 'A' or above
        const std::uint64_t aboveZ = word + each * (0x7FU - 'Z');
        word |= (fromA & ~aboveZ & highBits) >> 2U; // 0x20 is what lower case has more
        std::memcpy(text, &word, sizeof word);
    }
    std::transform(
        text, text + size, text, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
}

void appendLower(std::string& to, std::string_view text)
{
    if (!isPlain(text)) {
        to += QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toLower().toStdString();
        return;
    }
    const std::size_t begin = to.size();
    to += text;
    lowerPlain(to.data() + begin, text.size());
}

} // namespace

void DecodeScratch::begin()
{
    m_search.clear();
    for (std::string& buffer : m_buffers)
        buffer.clear();
}

IString DecodeScratch::intern(std::string_view text, std::size_t maxBytes)
{
    return text.size() <= maxBytes && isPlain(text) ? IString(text) : IString(cleanName(text, maxBytes));
}

bool DecodeScratch::Recent::is(std::string_view wanted) const
{
    if (size != wanted.size() || size == 0)
        return false;
    return size <= text.size() ? std::string_view(text.data(), size) == wanted : word.view() == wanted;
}

IString DecodeScratch::internShared(std::string_view text, std::size_t maxBytes)
{
    Recent* place = &recent(text);
    if (place->is(text))
        return place->word.take();
    if (place->size != 0 && ++m_overtaken > m_recent.size() && m_recent.size() < mostRecent) {
        growRecent();
        place = &recent(text);
    }
    place->word = IStringSupply(intern(text, maxBytes));
    place->size = place->word.view() == text ? static_cast<std::uint32_t>(text.size()) : 0; // else it was cleaned
    if (place->size <= place->text.size())
        std::copy_n(text.begin(), place->size, place->text.begin());
    return place->word.take();
}

std::vector<const char*>& DecodeScratch::foundIds(const SchemaPtr& schema)
{
    if (m_schema != schema) {
        m_foundIds.assign(schema->columns.size(), nullptr); // first: where there is no memory, they are not there
        m_schema = schema;
    }
    return m_foundIds;
}

DecodeScratch::Recent& DecodeScratch::recent(std::string_view text)
{
    return m_recent[IString::hash(text) & (m_recent.size() - 1)];
}

void DecodeScratch::growRecent()
{
    std::vector<Recent> smaller(2 * m_recent.size());
    smaller.swap(m_recent);
    for (Recent& held : smaller) {
        if (held.size != 0)
            recent(held.word.view()) = std::move(held);
    }
    m_overtaken = 0;
}

LabelSetPtr DecodeScratch::labels(const WireView& metadata)
{
    m_key.clear();
    std::size_t count = 0;
    for (const WireView label : metadata.each("labels")) {
        ++count;
        m_key += label.key();
        m_key += '\0';
        m_key += label.text();
        m_key += '\0';
    }
    if (const auto it = m_labelSets.find(m_key); it != m_labelSets.end())
        return it->second;
    auto set = std::make_shared<LabelSet>();
    set->reserve(count);
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
    , m_foundIds(scratch.foundIds(schema))
{
    m_record->schema = schema;
    m_record->cluster = scratch.cluster();
    m_record->cells.resize(schema->columns.size());
    scratch.begin();
}

void RecordBuilder::metadata(const WireView& metadata)
{
    Record& record = *m_record;
    std::string_view name;
    std::string_view nameSpace;
    std::int64_t generation = 0;
    for (const WireView field : metadata.children()) {
        switch (field.name().id()) {
        case FieldName("name").id(): name = field.text(); break;
        case FieldName("namespace").id(): nameSpace = field.text(); break;
        case FieldName("uid").id(): record.uid = m_scratch.intern(field.text(), maxName); break;
        case FieldName("resourceVersion").id(): record.resourceVersion = m_scratch.intern(field.text(), maxName); break;
        case FieldName("generation").id(): generation = field.number(); break;
        case FieldName("creationTimestamp").id(): record.created = { field.number() }; break;
        case FieldName("deletionTimestamp").id(): record.deletionRequested = Instant { field.number() }; break;
        case FieldName("ownerReferences").id(): ownedBy(field); break;
        default: break;
        }
    }
    record.labels = m_scratch.labels(metadata);
    // Of the name as the server says it: it must find the object, and cleaned it may be that of another one.
    record.entity = EntityId::kubernetes(
        record.cluster.view(), m_group, record.schema->kind, nameSpace.substr(0, maxName), name.substr(0, maxName));
    record.nameSpace = m_scratch.internShared(nameSpace, maxName);
    record.name = m_scratch.intern(name, maxName);
    if (record.name.empty()) // nothing of it may be shown
        record.name = IString(record.entity.text().substr(record.entity.text().rfind('/') + 1));
    cell(Columns::name) = record.name.empty() ? Cell() : Cell(record.name);
    m_cursor = record.cells.size() - std::min(record.cells.size(), commonColumns); // they come last
    changedBy(metadata);
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

void RecordBuilder::ownedBy(const WireView& owner)
{
    if (owner["controller"].flag())
        m_record->owner = { m_scratch.internShared(owner["kind"].text(), maxName),
            m_scratch.internShared(owner["name"].text(), maxName),
            m_scratch.internShared(owner["uid"].text(), maxName) };
}

/// Who wrote last. Writers of the status (kubelets, controllers) report; they change nothing that somebody asked for.
void RecordBuilder::changedBy(const WireView& metadata)
{
    WireView manager;
    WireView newest;
    bool newestIsStatus = true;
    for (const WireView entry : metadata.each("managedFields")) {
        const bool isStatus = entry["subresource"].text() == "status";
        const WireView time = entry["time"];
        const bool later = time.number() >= newest.number();
        if (!manager.exists() || (newestIsStatus && !isStatus) || (newestIsStatus == isStatus && later)) {
            manager = entry;
            newest = time;
            newestIsStatus = isStatus;
        }
    }
    text(Columns::changedBy, manager["manager"].text());
    time(Columns::changedAt, newest);
}

Cell& RecordBuilder::cell(std::string_view id)
{
    const std::vector<ColumnSpec>& columns = m_record->schema->columns;
    for (std::size_t step = 0; step < columns.size(); ++step) {
        const std::size_t at = m_cursor + step < columns.size() ? m_cursor + step : m_cursor + step - columns.size();
        // The same address is the same id, for they do not move: a pod has forty, and comparing texts takes longer.
        if (m_foundIds[at] == id.data() || columns[at].id == id) {
            m_foundIds[at] = id.data();
            m_cursor = at + 1 < columns.size() ? at + 1 : 0;
            return m_record->cells[at];
        }
    }
    Q_ASSERT_X(false, "RecordBuilder::cell", "the schema has no such column");
    return m_nowhere;
}

void RecordBuilder::text(std::string_view id, std::string_view value)
{
    if (value.empty())
        cell(id) = Cell();
    else
        cell(id).emplace<IString>(m_scratch.internShared(value, maxName));
}

void RecordBuilder::ownText(std::string_view id, std::string_view value)
{
    if (value.empty())
        cell(id) = Cell();
    else
        cell(id).emplace<IString>(m_scratch.intern(value, maxName));
}

void RecordBuilder::message(std::string_view id, std::string_view value)
{
    if (value.size() <= maxMessage && !value.empty() && isPlain(value))
        cell(id).emplace<IString>(m_scratch.internShared(value, maxMessage));
    else
        ownMessage(id, value);
}

void RecordBuilder::ownMessage(std::string_view id, std::string_view value)
{
    if (value.empty())
        cell(id) = Cell();
    else if (value.size() <= maxMessage && isPlain(value))
        cell(id).emplace<IString>(value);
    else
        cell(id).emplace<IString>(cleanUtf8(value.substr(0, 4 * maxMessage), maxMessage).toStdString());
}

void RecordBuilder::number(std::string_view id, std::optional<std::int64_t> value)
{
    if (value)
        cell(id) = *value;
    else
        cell(id) = Cell();
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
    std::string& search = m_scratch.search();
    if (!search.empty())
        search += '\n';
    appendLower(search, more.substr(0, maxMessage));
}

std::shared_ptr<Record> RecordBuilder::finish()
{
    m_record->searchText.assign(m_scratch.search()); // exactly as large as it must be
    return std::move(m_record);
}

} // namespace Strato
