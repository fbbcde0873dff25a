// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHeaderView>

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

protected:
    bool viewportEvent(QEvent* event) override; ///< a title that is cut is told whole
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;
    [[nodiscard]] QSize sectionSizeFromContents(int section) const override;

private:
    const Theme& m_theme;
    std::set<int> m_trailing;
};

} // namespace Strato
