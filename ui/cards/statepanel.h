// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QWidget>

#include <optional>
#include <vector>

class QBoxLayout;

namespace Strato {

class PlainLabel;
class ShapeMark;
class Theme;

/// Nothing to show, and why; a lost connection; the first start: a title, a reason in words, buttons that mend it.
/// With a health it gets its shape, a title and an edge in that colour; without it is a quiet raised panel.
class StatePanel final : public QWidget {
    Q_OBJECT
public:
    struct Button {
        QString id {}; ///< comes back with buttonPressed()
        QString text {};
        bool primary = false; ///< at most one in a view
        bool operator==(const Button&) const = default;
    };
    struct Content {
        std::optional<Health> health {};
        QString title {}; ///< "hangzhou-1: no answer since 14:31:20 (47 s)"
        QString reason {}; ///< why, and what to do
        std::vector<Button> buttons {};
        bool operator==(const Content&) const = default;
    };

    explicit StatePanel(const Theme& theme, QWidget* parent = nullptr);

    void setContent(const Content& content); ///< keeps the buttons (and their focus) when only words change
    [[nodiscard]] const Content& content() const { return m_content; }
    /// How high it must be at @p width: buttons that do not fit beside each other stand below each other.
    [[nodiscard]] int heightAt(int width);

signals:
    void buttonPressed(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuildButtons();
    void arrangeButtons(int width);

    const Theme& m_theme;
    Content m_content;
    ShapeMark* m_shape;
    PlainLabel* m_title;
    PlainLabel* m_reason;
    QWidget* m_buttonRow;
};

} // namespace Strato
