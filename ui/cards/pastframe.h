// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPushButton;

namespace Strato {

class PlainLabel;
class ShapeMark;
class Theme;

/// Holds a view. While the clock is in the past: a frame around it, the words "In the past: as of …" and a button back.
class PastFrame final : public QWidget {
    Q_OBJECT
public:
    explicit PastFrame(const Theme& theme, QWidget* parent = nullptr);

    void setContent(
        QWidget* content); ///< taken over; replaces the former one, which is handed back hidden and unparented
    /// @p moment as written by TimeText::full(); empty: live.
    void setPast(const QString& moment);
    void setExplanation(const QString& text); ///< how far objects are known, second line
    [[nodiscard]] bool isPast() const { return m_past; }

signals:
    void goLiveRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    const Theme& m_theme;
    QWidget* m_bar;
    ShapeMark* m_shape;
    PlainLabel* m_words;
    PlainLabel* m_explanation;
    QPushButton* m_live;
    QWidget* m_content = nullptr;
    QString m_moment;
    bool m_past = false;
};

} // namespace Strato
