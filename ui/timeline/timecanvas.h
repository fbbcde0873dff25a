// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"
#include "ui/text/timetext.h"
#include "ui/timeline/marklayout.h"
#include "ui/timeline/timescale.h"

#include <QWidget>

#include <vector>

namespace Strato {

class Theme;

/// One bar of the histogram under the time line: how much happened, and how much of it was ill.
struct TimeBucket {
    Instant from {};
    Instant to {};
    double calm = 0; ///< events, changes: any unit, scaled to the highest bucket
    double ill = 0; ///< on top of calm, in the critical colour
    bool operator==(const TimeBucket&) const = default;
};

/// A moment worth a mark: a release, a fault.
struct TimeMark {
    Instant at {};
    Health health = Health::Changing;
    QString text {}; ///< "release order-svc 2.3.1"
    bool operator==(const TimeMark&) const = default;
};

/// The window of time with its histogram, marks, and a cursor that pointer and keyboard move. Left and Right step by
/// 1/120 of the window (with Shift by 1/12), Home goes to its beginning, End and Esc go live.
class TimeCanvas final : public QWidget {
    Q_OBJECT
public:
    explicit TimeCanvas(const Theme& theme, QWidget* parent = nullptr);

    void setState(const TimeBarState& state);
    void setTimeText(const TimeText& text);
    void setBuckets(std::vector<TimeBucket> buckets);
    void setMarks(std::vector<TimeMark> marks);

    [[nodiscard]] TimeRange range() const { return visibleRange(m_state); }
    [[nodiscard]] std::vector<MarkGroup> groups() const; ///< marks in range by the label that names them
    [[nodiscard]] QString marksAt(const QPoint& place) const; ///< lines of the tool tip
    [[nodiscard]] QString tipAt(const QPoint& place) const; ///< time, marks, and that objects are unknown there
    /// Where "objects unknown before" stands, clear of the bars; empty: nowhere.
    [[nodiscard]] QRectF wordsRect() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void cursorRequested(Strato::Instant at);
    void liveRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    [[nodiscard]] double xOf(Instant at) const;
    [[nodiscard]] QRect stripRect() const;
    void requestAt(double x);
    void requestStep(double windows);
    void describe();
    void paintBuckets(QPainter& painter) const;
    [[nodiscard]] QRectF unknownRect() const; ///< of which nothing is known; empty: none
    [[nodiscard]] QRectF gapRect(const TimeRange& gap) const; ///< what of it is seen; empty: nothing
    [[nodiscard]] QString gapAt(double x) const; ///< words of the gap there; "": none
    [[nodiscard]] QString unknownWords() const;
    void paintUnknown(QPainter& painter) const;
    void paintUnknownWords(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;
    void paintTimes(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;

    const Theme& m_theme;
    TimeText m_text;
    TimeBarState m_state;
    std::vector<TimeBucket> m_buckets;
    std::vector<TimeMark> m_marks;
};

} // namespace Strato
