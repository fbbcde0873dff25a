// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>
#include <QWidget>

class QLineEdit;
class QPushButton;

namespace Strato {

class CodePane;
class PlainLabel;
class Theme;
class YamlHighlighter;

/// YAML to read: highlighting, line numbers, find (Ctrl+F, F3, Shift+F3), copy. Read-only; outside text is cleaned,
/// bounded to 4 MB, and never markup. Keeps place and selection when the same document comes again with small changes.
class CodeView final : public QWidget {
    Q_OBJECT
public:
    explicit CodeView(const Theme& theme, QWidget* parent = nullptr);

    void setText(const QString& text);
    [[nodiscard]] QString text() const;
    void openFind();
    /// @return the number of hits; the nearest after the cursor is selected.
    int find(const QString& needle);
    void findNext(bool backwards);
    [[nodiscard]] QPlainTextEdit* editor() const;

    static constexpr qsizetype maxLength = qsizetype { 4 } * 1024 * 1024;

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void retranslate();
    void markHits();

    const Theme& m_theme;
    CodePane* m_pane;
    YamlHighlighter* m_highlighter;
    QWidget* m_findBar = nullptr;
    QLineEdit* m_find = nullptr;
    PlainLabel* m_hits = nullptr;
    QPushButton* m_close = nullptr;
};

} // namespace Strato
