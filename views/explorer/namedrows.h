// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIdentityProxyModel>
#include <QMap>

namespace Strato {

/// Rows of a RecordTableModel as the Explorer shows them: clusters by the user's name, provisional rows as changing
/// and with a word why. Row for row the same model below.
class NamedRows final : public QIdentityProxyModel {
    Q_OBJECT
public:
    explicit NamedRows(QObject* parent = nullptr);

    void setClusterNames(const QMap<QString, QString>& names); ///< id -> name
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    /// The first click on a header of amounts shows the largest.
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override; ///< the source sorts

private:
    static constexpr int clusterColumn = 2; // of every RecordTableModel
    QMap<QString, QString> m_names;
};

} // namespace Strato
