// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/findingsmodel.h"

#include "models/faults/findings.h"

#include <QVariantMap>

namespace Strato {

namespace {

std::string findingKey(const Finding& finding)
{
    std::string key(finding.entity.text());
    key += '\n';
    key += finding.code;
    if (const auto alert = std::ranges::find(finding.values, "alert", &std::pair<std::string, std::string>::first);
        finding.code == "alertFiring" && alert != finding.values.end()) {
        key += '\n'; // several alerts may fire on one entity
        key += alert->second;
    }
    return key;
}

} // namespace

template class KeyedTable<FindingRow>;

FindingsModel::FindingsModel(const Clock& clock, QObject* parent)
    : KeyedTable({ { "name", CellType::State }, { "namespace", CellType::Text }, { "cluster", CellType::Text },
                     { "code", CellType::Text }, { "touches", CellType::Count }, { "calls", CellType::Number },
                     { "owner", CellType::Text }, { "since", CellType::Time } },
        parent)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FindingsModel::update);
}

void FindingsModel::setFindings(std::vector<Finding> findings, std::size_t atMost)
{
    std::unordered_set<std::string> seen; // rows need unique keys
    std::erase_if(findings, [&](const Finding& finding) { return !seen.insert(findingKey(finding)).second; });
    const auto total = static_cast<qint64>(findings.size());
    m_wanted = worstThings(std::move(findings), atMost == 0 ? static_cast<std::size_t>(total) : atMost);
    if (std::exchange(m_total, total) != total)
        emit totalChanged(total);
    update();
}

void FindingsModel::setInteracting(bool interacting)
{
    m_interacting = interacting;
    update();
}

void FindingsModel::showWaiting()
{
    settle();
}

void FindingsModel::update()
{
    const Duration now = m_clock.monotonic();
    const bool isDue = !m_settledAt || now - *m_settledAt >= settleEvery;
    if (!m_interacting && (isDue || rows().empty())) {
        settle();
        return;
    }
    if (m_interacting)
        placeRows(inPlace(false));
    else
        setRows(inPlace(true));
    setWaiting(countWaiting());
    if (!m_interacting && m_waiting != WaitingFindings {} && !m_timer.isActive()) {
        const Duration left = settleEvery - (now - *m_settledAt);
        m_timer.start(std::chrono::duration_cast<std::chrono::milliseconds>(left) + std::chrono::milliseconds(1));
    }
}

void FindingsModel::settle()
{
    std::vector<FindingRow> next;
    next.reserve(m_wanted.size());
    for (const Finding& finding : m_wanted)
        next.push_back({ finding, false });
    m_timer.stop();
    setRows(std::move(next));
    m_settledAt = m_clock.monotonic();
    setWaiting({});
}

std::vector<FindingRow> FindingsModel::inPlace(bool mayInsert) const
{
    std::unordered_map<std::string, const Finding*> wanted;
    for (const Finding& finding : m_wanted)
        wanted.emplace(findingKey(finding), &finding);
    std::vector<FindingRow> next;
    for (const FindingRow& row : rows()) {
        const auto still = wanted.extract(findingKey(row.finding));
        if (!still.empty())
            next.push_back({ *still.mapped(), false });
        else if (!mayInsert) // the user is inside: nothing moves up under the pointer
            next.push_back({ row.finding, true });
    }
    for (const Finding& finding : m_wanted) {
        if (!mayInsert || !wanted.contains(findingKey(finding)))
            continue;
        const auto place
            = std::ranges::find_if(next, [&](const FindingRow& row) { return isWorse(finding, row.finding); });
        next.insert(place, FindingRow { finding, false });
    }
    return next;
}

WaitingFindings FindingsModel::countWaiting() const
{
    std::unordered_map<std::string, std::size_t> rank;
    for (std::size_t i = 0; i < m_wanted.size(); ++i)
        rank.emplace(findingKey(m_wanted[i]), i);
    const bool sorted = isSorted(); // by the user: nothing waits to rise, and what is new may come anywhere
    std::size_t deepest = 0; // the least bad of the rows above
    std::vector<std::size_t> above;
    for (const FindingRow& row : rows()) {
        const auto at = rank.extract(findingKey(row.finding));
        if (at.empty())
            continue;
        if (at.mapped() < deepest && !sorted)
            above.push_back(at.mapped());
        deepest = std::max(deepest, at.mapped());
    }
    std::vector<std::size_t> others;
    for (const auto& [key, place] : rank) // these have no row yet
        (place < deepest && !sorted ? above : others).push_back(place);
    WaitingFindings waiting { static_cast<int>(above.size()), static_cast<int>(others.size()), {} };
    if (const auto& named = above.empty() ? others : above; !named.empty())
        waiting.first = itemText(m_wanted[*std::ranges::min_element(named)].name.view());
    return waiting;
}

void FindingsModel::setWaiting(const WaitingFindings& waiting)
{
    if (std::exchange(m_waiting, waiting) != waiting)
        emit waitingChanged(waiting);
}

std::string FindingsModel::key(const FindingRow& row) const
{
    return findingKey(row.finding);
}

QVariant FindingsModel::value(const FindingRow& row, int column, int role) const
{
    const Finding& finding = row.finding;
    switch (role) {
    case IdRole: return finding.entity.toString();
    case UidRole: return itemTextOrNothing(finding.uid.view());
    case HealthRole: return static_cast<int>(finding.severity);
    case CodeRole: return itemText(finding.code);
    case ClusterRole: return itemText(finding.cluster.view());
    case NamespaceRole: return itemTextOrNothing(finding.nameSpace.view());
    case NameRole: return itemText(finding.name.view());
    case KindRole: return itemTextOrNothing(finding.kind.view());
    case GoneRole: return row.gone;
    case ValuesRole: {
        QVariantMap values;
        for (const auto& [name, text] : finding.values)
            values.insert(itemText(name), itemText(text));
        return values;
    }
    case RawRole: break;
    default: return {};
    }
    switch (column) {
    case 0: return itemText(finding.name.view());
    case 1: return itemTextOrNothing(finding.nameSpace.view());
    case 2: return itemText(finding.cluster.view());
    case 3: return itemText(finding.code);
    case 4: return finding.touches ? QVariant(*finding.touches) : QVariant();
    case 5: return finding.callsAffected ? QVariant(*finding.callsAffected) : QVariant();
    case 6: return itemTextOrNothing(finding.owner);
    case 7: return finding.since ? QVariant::fromValue<qlonglong>(finding.since->ns) : QVariant();
    default: return {};
    }
}

} // namespace Strato
