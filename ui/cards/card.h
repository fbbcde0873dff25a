// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/colours.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;
class QHBoxLayout;

namespace Strato {

class PlainLabel;
class Theme;

/// A panel with a thin edge, a title on the left and a quiet note on the right. Content goes into body().
class Card final : public QWidget {
    Q_OBJECT
public:
    explicit Card(const Theme& theme, const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title); ///< also the accessible name
    void setNote(const QString& note); ///< the text at the right: "30 hosts, 1 h"
    void setEdge(std::optional<Role> role); ///< edge in a role's colour, 2 px; empty: the quiet line
    void addHeaderWidget(QWidget* widget); ///< after the note; taken over
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    [[nodiscard]] QString title() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void applyMeasures();

    const Theme& m_theme;
    PlainLabel* m_title;
    PlainLabel* m_note;
    QHBoxLayout* m_header;
    QVBoxLayout* m_body;
    std::optional<Role> m_edge;
};

/// Paints the ground of a card: panel (or @p fill) with a 1 px line or a 2 px edge. Shared by all cards.
void drawCardFrame(QPainter& painter, const QRectF& rect, const Theme& theme, Role fill, std::optional<Role> edge);

} // namespace Strato
