// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/gallery/samplemodel.h"

#include "models/base/health.h"
#include "ui/delegates/stripdelegate.h"

#include <cmath>
#include <limits>

namespace Strato {

using namespace Qt::StringLiterals;

namespace {

Health healthOf(int row)
{
    switch (row) {
    case 0:
    case 1:
    case 2: return Health::Critical;
    case 3:
    case 4: return Health::Warning;
    case 5: return Health::Changing;
    case 6: return Health::Unknown;
    default: return Health::Well;
    }
}

} // namespace

SampleModel::SampleModel(int rows, QObject* parent)
    : QAbstractTableModel(parent)
    , m_rows(rows)
{
}

int SampleModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}
int SampleModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SampleModel::display(int row, int column) const
{
    switch (column) {
    case NameColumn: return QString(u"order-svc-6f944ff9d8-"_s + QString::number(row * 7919 % 99991, 36));
    case StateColumn:
        return row < 3 ? u"CrashLoopBackOff"_s
            : row < 5  ? u"Running, not ready"_s
            : row == 5 ? u"rolling out"_s
            : row == 6 ? QString()
                       : u"Running"_s;
    case WhereColumn: return row % 3 == 0 ? u"hangzhou-1 shop"_s : u"shanghai-1 payment"_s;
    case CpuColumn: return row == 6 ? u"–"_s : QString(QString::number((row * 37 + 11) % 100) + u" %"_s);
    case RestartsColumn: return QString::number(row < 3 ? 3 + row : row % 2);
    default: return {};
    }
}

QVariant SampleModel::data(const QModelIndex& index, int role) const
{
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole: return display(row, index.column());
    case HealthRole: return static_cast<int>(healthOf(row));
    case RatioRole: return row == 6 ? QVariant() : QVariant(((row * 37 + 11) % 100) / 100.0);
    case InstantRole: return qlonglong(1'764'000'000'000'000'000LL - (row + 1LL) * 97'000'000'000LL);
    case ProductionRole: return row % 4 == 0;
    case StripRole: {
        QList<Health> strip;
        for (int i = 0; i < 24; ++i)
            strip << (i > 18 ? healthOf(row) : Health::Well);
        return StripDelegate::stripOf(strip);
    }
    case ValuesRole: {
        QList<double> values;
        for (int i = 0; i < 30; ++i)
            values << (i == 12 && row == 1 ? std::numeric_limits<double>::quiet_NaN()
                                           : 10 + std::sin(i * 0.5 + row) + (row < 3 && i > 22 ? 6 : 0));
        return QVariant::fromValue(values);
    }
    default: return {};
    }
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const QStringList titles { u"Pod"_s, u"State"_s, u"Where"_s, u"CPU of request"_s, u"1 h"_s, u"Calls"_s,
        u"Restarts"_s, u"Age"_s };
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= titles.size())
        return {};
    return titles.at(section);
}

void SampleModel::sort(int column, Qt::SortOrder order)
{
    sortColumn = column;
    sortOrder = order;
}

void SampleModel::insertFirst()
{
    beginInsertRows({}, 0, 0);
    ++m_rows;
    endInsertRows();
}

} // namespace Strato
