// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/timeline/timecanvas.h"

class QMenu;
class QPushButton;

namespace Strato {

class PlainLabel;

/// The clock of the window: pause, LIVE or "as of", date and zone, the time line, its width. It only asks; who
/// owns the cursor answers with setState().
class TimeBar final : public QWidget {
    Q_OBJECT
public:
    explicit TimeBar(const Theme& theme, QWidget* parent = nullptr);

    void setState(const TimeBarState& state);
    void setShared(bool shared); ///< with other windows: then it says so
    void setTimeText(const TimeText& text);
    void setBuckets(std::vector<TimeBucket> buckets);
    void setMarks(std::vector<TimeMark> marks);
    [[nodiscard]] TimeCanvas* canvas() const { return m_canvas; }
    [[nodiscard]] const TimeBarState& state() const { return m_state; }

    /// 5 min to 7 days.
    [[nodiscard]] static const std::vector<Duration>& windows();
    [[nodiscard]] static QString windowText(Duration window); ///< "last 1 h", translated

signals:
    void cursorRequested(Strato::Instant at);
    void liveRequested();
    void windowRequested(Strato::Duration window);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void build();
    void retranslate();
    void rebuildWindowMenu();
    void updateClock();

    const Theme& m_theme;
    TimeText m_text;
    TimeBarState m_state;
    QPushButton* m_pause = nullptr;
    PlainLabel* m_word = nullptr;
    PlainLabel* m_clock = nullptr;
    PlainLabel* m_shared = nullptr;
    TimeCanvas* m_canvas = nullptr;
    QPushButton* m_window = nullptr;
    QMenu* m_windowMenu = nullptr;
};

} // namespace Strato
