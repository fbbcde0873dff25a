// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/settings/appsettings.h"

#include <QMap>
#include <QWidget>

class QVBoxLayout;

namespace Strato {

class Theme;

/// What the user decided about each cluster: production or not, locked or not. A cluster that is forgotten counts as
/// production and locked again. GUI thread.
class MarkList final : public QWidget {
    Q_OBJECT
public:
    explicit MarkList(const Theme& theme, QWidget* parent = nullptr);

    void setMarks(const std::map<QString, ClusterMark>& marks);
    void setNames(const QMap<QString, QString>& names); ///< what clusters are called now, by id

signals:
    void markChanged(const QString& id, const Strato::ClusterMark& mark);
    void forgetRequested(const QString& id);

private:
    void rebuild();
    QWidget* row(const QString& id, const ClusterMark& mark);

    const Theme& m_theme;
    std::map<QString, ClusterMark> m_marks;
    QMap<QString, QString> m_names;
    QVBoxLayout* m_rows = nullptr;
};

} // namespace Strato
