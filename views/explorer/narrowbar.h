// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPushButton;

namespace Strato {

class PlainLabel;
class Theme;

/// Says above a list that a link made it narrower than the clusters chosen for the window, and ends that. GUI thread.
class NarrowBar final : public QWidget {
    Q_OBJECT
public:
    explicit NarrowBar(const Theme& theme, QWidget* parent = nullptr);

    /// @p cluster: a name; @p filter: that of the link, as far as it still holds; @p escape: Esc ends it as well.
    void setContent(const QString& cluster, const QString& filter, bool escape);
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton* button() const { return m_end; }

signals:
    void endRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    PlainLabel* m_words;
    QPushButton* m_end;
    QString m_cluster;
    QString m_filter;
    bool m_escape = false;
};

} // namespace Strato
