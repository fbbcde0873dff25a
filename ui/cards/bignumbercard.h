// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"
#include "ui/cards/card.h"

#include <QAbstractButton>
#include <QList>

#include <optional>

namespace Strato {

class NoteLabel;
class PlainLabel;
class ShapeMark;
class Sparkline;
class Theme;

/// One number that counts what is ill, and the list behind it one press away (clicked(), Enter, Space).
class BigNumberCard final : public QAbstractButton {
    Q_OBJECT
public:
    struct Content {
        QString title {}; ///< "Pods not ready"
        std::optional<Health> health {}; ///< empty: plain data, no shape
        QString number {}; ///< "7"; "–" when nobody measured it
        QString of {}; ///< "of 318"
        QString note {}; ///< "3 crash-looping"; why, where the number is missing. On two lines where one is too short
        QList<double> history {}; ///< a sparkline; may be empty
        PaneAge age {}; ///< of its source: old numbers are grey, and say from when they are
        bool operator==(const Content&) const = default;
    };

    explicit BigNumberCard(const Theme& theme, QWidget* parent = nullptr);

    void setContent(const Content& content);
    [[nodiscard]] const Content& content() const { return m_content; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override; ///< without the sparkline, which goes where height is short

signals:
    void activated(); ///< go to the list behind the number

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] int roomOfHistory(const QSize& size) const; ///< its height with the gap above it
    void build();
    void applyMeasures();

    const Theme& m_theme;
    Content m_content;
    PlainLabel* m_title = nullptr;
    ShapeMark* m_shape = nullptr;
    PlainLabel* m_number = nullptr;
    PlainLabel* m_of = nullptr;
    NoteLabel* m_note = nullptr;
    Sparkline* m_history = nullptr;
};

} // namespace Strato
