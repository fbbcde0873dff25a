// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHeaderView>

#include <functional>
#include <set>

namespace Strato {

class Theme;

/// A header that draws titles in the second colour, figures' titles at the trailing edge, and a small arrow for the
/// order.
class TableHeader final : public QHeaderView {
    Q_OBJECT
public:
    explicit TableHeader(const Theme& theme, QWidget* parent = nullptr);

    void setTrailing(int section, bool trailing);
    /// How wide the first section stays at the leading edge, over those that are scrolled below it; 0: it does not.
    void setHeld(std::function<int()> width) { m_held = std::move(width); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    bool viewportEvent(QEvent* event) override; ///< a title that is cut is told whole
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    [[nodiscard]] QSize sectionSizeFromContents(int section) const override;

private:
    [[nodiscard]] int firstSection() const;
    [[nodiscard]] bool isOnHeld(const QMouseEvent& event) const;

    const Theme& m_theme;
    std::set<int> m_trailing;
    std::function<int()> m_held; // null: never
    bool m_heldPressed = false;
};

} // namespace Strato
