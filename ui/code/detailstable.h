// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;

namespace Strato {

/// Names and values of one thing, in rows with thin lines between; a long value takes several lines, and its tool tip
/// has what does not fit. Values can be copied, links followed.
class DetailsTable final : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString name {};
        QString value {}; ///< "–" where nobody measured it
        std::optional<Health> health {}; ///< shape before the value and its colour
        QString linkId {}; ///< not empty: the value is a link; comes back with linkActivated()
        bool mono = true;
        /// The value is this web address: it stays a text that can be copied, and a button beside it asks to open it.
        bool address = false;
        bool operator==(const Row&) const = default;
    };

    explicit DetailsTable(const Theme& theme, QWidget* parent = nullptr);

    void setRows(const std::vector<Row>& rows); ///< same rows: only changed values are touched, focus stays
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

signals:
    void linkActivated(const QString& linkId);
    void addressActivated(const QString& address); ///< from outside: only SafeUrlOpener may open it

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] bool sameShape(const std::vector<Row>& rows) const;
    void rebuild();
    void addRow(int line, const Row& row);
    void addMark(int line, Health health);
    [[nodiscard]] QWidget* makeValue(int line, const Row& row);
    [[nodiscard]] QWidget* makeLink(int line);
    void refreshRow(int line, const Row& row);

    [[nodiscard]] int bottomOf(int line) const;
    [[nodiscard]] int marginAbove(Type type) const; ///< of a line in a row of the usual height

    const Theme& m_theme;
    QGridLayout* m_grid;
    std::vector<Row> m_rows;
};

} // namespace Strato
