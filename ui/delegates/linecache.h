// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCache>
#include <QFont>
#include <QList>
#include <QPainter>
#include <QStaticText>

#include <array>

namespace Strato {

/// Draws single lines of text and keeps their shapes: a table paints the same words again and again, and shaping a
/// line costs ten times what copying its glyphs does (facts: drawText against QStaticText). Bounded: the lines drawn
/// longest ago go first. GUI thread.
class LineCache final {
public:
    /// @p lines: of ordinary length; what two screens of one column need by default.
    explicit LineCache(int lines = 400);

    /// @p text in the painter's font and pen, placed in @p rect by @p alignment (already made visual), elided where
    /// @p elide says when it is too wide. Line breaks are drawn as spaces.
    void draw(QPainter& painter, const QRect& rect, const QString& text, Qt::LayoutDirection direction,
        Qt::Alignment alignment, Qt::TextElideMode elide);

    /// How wide @p text is in the painter's font.
    [[nodiscard]] qreal widthOf(const QPainter& painter, const QString& text, Qt::LayoutDirection direction);
    /// The same of the beginning of a text, for marks behind it: of ASCII by adding up its letters, whose kerning
    /// shifts a mark by less than anybody sees, because shaping every beginning costs more than painting the line.
    [[nodiscard]] qreal widthOfBeginning(
        const QPainter& painter, const QString& text, qsizetype length, Qt::LayoutDirection direction);
    [[nodiscard]] qsizetype held() const { return m_lines.size(); }

private:
    struct Key {
        QString text;
        int width = -1; ///< it was elided to; -1: whole
        int font = 0; ///< index into m_fonts
        Qt::TextElideMode elide = Qt::ElideNone;
        Qt::LayoutDirection direction = Qt::LeftToRight;
        bool operator==(const Key&) const = default;
        friend std::size_t qHash(const Key& key, std::size_t seed) noexcept
        {
            return qHashMulti(seed, key.text, key.width, key.font, int(key.elide), int(key.direction));
        }
    };
    struct Font {
        QFont font;
        std::array<float, 128> advances {}; ///< of ASCII; 0: not printable
    };
    [[nodiscard]] int indexOf(const QFont& font);
    [[nodiscard]] static Font measured(const QFont& font);
    [[nodiscard]] qsizetype lettersFor(const Key& key, int width) const;
    const QStaticText& line(const Key& key, const QPainter& painter, qsizetype letters);

    QCache<Key, QStaticText> m_lines;
    QList<Font> m_fonts; ///< those of the lines held
};

} // namespace Strato
