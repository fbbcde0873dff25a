// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/theme/theme.h"

#include <QLabel>

namespace Strato {

/// The only label of the product. Text from anywhere is cleaned, bounded and drawn as plain text, never as markup (rule
/// S1). Elides at the trailing edge when told to, then shows the whole text as a tool tip. Type and colour come from
/// the one style sheet by dynamic property, so it needs no Theme. With setCopyable() it takes focus and copies its
/// whole text (Ctrl+C, context menu).
class PlainLabel : public QLabel {
    Q_OBJECT
public:
    explicit PlainLabel(const QString& text = {}, QWidget* parent = nullptr);
    PlainLabel(const QString& text, Type type, Role role, QWidget* parent = nullptr);

    void setText(const QString& text); ///< hides QLabel's: cleans first
    void setTextRole(Role role); ///< Text, Text2, Text3, Accent, Production or a state
    void setTextRole(Health health) { setTextRole(roleOf(health)); }
    void setType(Type type);
    void setElide(bool on); ///< one line that may shrink to a few characters
    void setWrapped(bool on); ///< several lines; never asks for more than 160 px of width
    /// As many lines as it needs, @p most at most, broken anywhere: then its tool tip has the whole text.
    void setMostLines(int most);
    void setCopyable(bool on);
    void setIdentifier(bool on); ///< a name: bidi and zero-width characters are spelled out (rule S3)

    [[nodiscard]] QString fullText() const { return m_full; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    [[nodiscard]] QString shown() const; // elided to the present width
    void paintLines();
    void restyle(const char* property, const QString& value);

    QString m_full; // cleaned, not elided
    [[nodiscard]] QStringList lines(int width) const; // as setMostLines() has them
    [[nodiscard]] bool isCut() const;

    int m_mostLines = 0; // 0: QLabel's own way
    bool m_elide = false;
    bool m_copyable = false;
    bool m_identifier = false;
};

} // namespace Strato
