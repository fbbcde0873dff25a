// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"
#include "ui/theme/colours.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;
class QHBoxLayout;

namespace Strato {

class PlainLabel;
class Theme;

/// How fresh what a pane shows is, in words: "lost since 14:31:20". Live data needs none.
struct PaneAge {
    Health health = Health::Well; ///< of the source; Well: nothing is said
    QString words {};
    QString story {}; ///< why, and when it is tried again
    bool operator==(const PaneAge&) const = default;
};

/// A panel with a thin edge, a title on the left and a quiet note on the right. Content goes into body(). While its
/// source is not live it says so beside the title; old data stays, under an edge in the state's colour.
class Card final : public QWidget {
    Q_OBJECT
public:
    explicit Card(const Theme& theme, const QString& title = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title); ///< also the accessible name
    void setNote(const QString& note); ///< the text at the right: "30 hosts, 1 h"
    void setEdge(std::optional<Role> role); ///< edge in a role's colour, 2 px; empty: the quiet line
    void setAge(const PaneAge& age); ///< the edge is the age's while the data is old
    [[nodiscard]] const PaneAge& age() const { return m_age; }
    void addHeaderWidget(QWidget* widget); ///< after the note; taken over
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString note() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void applyMeasures();

    const Theme& m_theme;
    PlainLabel* m_title;
    PlainLabel* m_ageLabel;
    PlainLabel* m_note;
    QHBoxLayout* m_header;
    QVBoxLayout* m_body;
    std::optional<Role> m_edge;
    PaneAge m_age;
};

/// Paints the ground of a card: panel (or @p fill) with a 1 px line or a 2 px edge. Shared by all cards.
void drawCardFrame(QPainter& painter, const QRectF& rect, const Theme& theme, Role fill, std::optional<Role> edge);

} // namespace Strato
