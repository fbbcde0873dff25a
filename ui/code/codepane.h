// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

#include <vector>

namespace Strato {

class Theme;

/// A read-only text with line numbers beside it. What is longer than longestLine stands in several lines, of which the
/// first alone has a number: a line of megabytes would take seconds to lay out. Copied and asked for it is one line.
class CodePane final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit CodePane(const Theme& theme, QWidget* parent = nullptr);

    void setLines(const QString& text);
    [[nodiscard]] QString text() const { return m_text; }
    /// Whether @p block goes on the line of the block before.
    [[nodiscard]] bool isContinuation(const QTextBlock& block) const;
    void paintNumbers(QPaintEvent* event); ///< called by the margin
    [[nodiscard]] int marginWidth() const;

    static constexpr qsizetype longestLine = 4096;

protected:
    QMimeData* createMimeDataFromSelection() const override; ///< plain text alone (rule S4)
    void resizeEvent(QResizeEvent* event) override;

private:
    void placeMargin();
    [[nodiscard]] int lines() const { return blockCount() - static_cast<int>(m_continuations.size()); }

    const Theme& m_theme;
    QWidget* m_margin;
    QString m_text;
    std::vector<int> m_continuations; // numbers of blocks, ascending
};

} // namespace Strato
