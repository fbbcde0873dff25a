// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/exec/execplugintypes.h"
#include "ui/pages/formats.h"

#include <QTimer>
#include <QWidget>

#include <map>

class QBoxLayout;
class QPushButton;

namespace Strato {

class Card;
class CodePane;
class PlainLabel;
class Theme;

/// The sign-in programs (exec credential plugins) that need a person, one after another: one that nobody approved, with
/// all that would run; one that runs, with what it says, its links, how long it takes; one that failed, and why. Hidden
/// while there is none; takes no focus by itself. A run is shown when it says something and took a second, or took
/// five: most are over before. GUI thread.
class SignInPane final : public QWidget {
    Q_OBJECT
public:
    static constexpr Duration quietPatience = std::chrono::seconds(5);
    static constexpr Duration spokenPatience = std::chrono::seconds(1);
    /// So long after it came an approval does not count: the press was meant for what stood there before.
    static constexpr Duration readingTime = std::chrono::milliseconds(700);

    SignInPane(const Theme& theme, const Clock& clock, QWidget* parent = nullptr);

    void setPlugins(const std::map<QByteArray, ExecPluginState>& plugins); ///< all that are in use, by id
    void setFormats(const Formats& formats);
    void bringBack(); ///< shows again what was put away with "Not now"

signals:
    /// @p fingerprint: of the plan that was shown.
    void approveRequested(const QByteArray& id, const QByteArray& fingerprint);
    void cancelRequested(const QByteArray& id);
    void retryRequested(const QByteArray& id);
    void linkRequested(const QString& address); ///< as it was said; whoever opens it judges it

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QPushButton* addButton();
    void refresh();
    void refreshHead(const ExecPluginState& state);
    void refreshTexts(const ExecPluginState& state);
    void refreshLinks(const ExecPluginState& state);
    void refreshButtons(const ExecPluginState& state);
    void pressMain();
    void pressOther();
    [[nodiscard]] const ExecPluginState* shown() const; ///< null: none needs a person
    [[nodiscard]] bool needsPerson(const ExecPluginState& state) const;
    [[nodiscard]] int waiting() const; ///< how many need a person
    [[nodiscard]] QString contextsText(const ExecPluginState& state) const;
    [[nodiscard]] QString headline(const ExecPluginState& state) const;
    [[nodiscard]] QString explanation(const ExecPluginState& state) const;
    /// What "Not now" and "Close" put away: this plan, this failure.
    [[nodiscard]] static QByteArray matterOf(const ExecPluginState& state);

    const Theme& m_theme;
    const Clock& m_clock;
    Formats m_formats;
    QTimer m_second;
    std::map<QByteArray, ExecPluginState> m_plugins;
    std::map<QByteArray, QByteArray> m_putAway; // id -> matter
    QByteArray m_shown; // id of what is shown, while it needs a person
    QByteArray m_matter; // of it
    Duration m_since {}; // monotonic: when that matter was shown first
    Card* m_card = nullptr;
    PlainLabel* m_explanation = nullptr;
    CodePane* m_text = nullptr;
    PlainLabel* m_hint = nullptr;
    QWidget* m_links = nullptr;
    QStringList m_addresses;
    QPushButton* m_main = nullptr; // approve, cancel, try again
    QPushButton* m_other = nullptr; // not now, close
    PlainLabel* m_more = nullptr;
};

} // namespace Strato
