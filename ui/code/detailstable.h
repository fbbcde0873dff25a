// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;

namespace Strato {

class Theme;

/// Names and values of one thing, in rows of one height with thin lines between; values can be copied, links followed.
class DetailsTable final : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString name {};
        QString value {}; ///< "–" where nobody measured it
        std::optional<Health> health {}; ///< shape before the value and its colour
        QString linkId {}; ///< not empty: the value is a link; comes back with linkActivated()
        bool mono = true;
        bool operator==(const Row&) const = default;
    };

    explicit DetailsTable(const Theme& theme, QWidget* parent = nullptr);

    void setRows(const std::vector<Row>& rows); ///< same rows: only changed values are touched, focus stays
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

signals:
    void linkActivated(const QString& linkId);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] bool sameShape(const std::vector<Row>& rows) const;
    void rebuild();
    void addRow(int line, const Row& row);
    void refreshRow(int line, const Row& row);

    const Theme& m_theme;
    QGridLayout* m_grid;
    std::vector<Row> m_rows;
};

} // namespace Strato
