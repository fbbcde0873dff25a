// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSyntaxHighlighter>

#include <functional>
#include <vector>

class QTextBlock;

namespace Strato {

class Theme;

/// Colours YAML line by line: keys, strings, numbers and words, comments, list dashes. Block scalars stay plain.
class YamlHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT
public:
    enum class Token : std::uint8_t { Key, String, Number, Word, Comment, Mark };
    struct Span {
        int from = 0;
        int length = 0;
        Token token = Token::Key;
        bool operator==(const Span&) const = default;
    };

    using GoesOn = std::function<bool(const QTextBlock&)>; ///< whether it belongs to the line of the block before
    YamlHighlighter(const Theme& theme, QTextDocument* document, GoesOn goesOn);

    /// What a line that is not inside a block scalar consists of, ascending. Linear, bounded to 4,096 characters. Pure.
    [[nodiscard]] static std::vector<Span> tokens(QStringView line);
    /// True when the line opens a block scalar ("key: |", "- >-"). Pure.
    [[nodiscard]] static bool opensBlock(QStringView line);

protected:
    void highlightBlock(const QString& text) override;

private:
    const Theme& m_theme;
    GoesOn m_goesOn;
};

} // namespace Strato
