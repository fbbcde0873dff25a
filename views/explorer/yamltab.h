// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/timerqueue.h"
#include "models/kube/sync/clustertypes.h"
#include "ui/pages/formats.h"

#include <QWidget>

#include <functional>
#include <memory>

class QCheckBox;
class QPushButton;

namespace Strato {

class CodeView;
class PlainLabel;
class StatePanel;
class Theme;

/// The whole object as YAML, with the moment at which it was read. Old text stays while a new one is on its way. The
/// text is made in the background, and only while somebody sees it.
class YamlTab final : public QWidget {
    Q_OBJECT
public:
    using Background = std::function<void(std::function<Task()>)>; ///< the work, then on the GUI thread what it returns
    YamlTab(const Theme& theme, Background background, QWidget* parent = nullptr);

    void clear();
    void setLoading(bool loading);
    /// @p secret: values are never shown.
    void setObject(const FetchedObject& object, bool secret);
    void setError(const Error& error);
    void setUnavailable(const QString& why); ///< the past: nothing is read
    void setFormats(const Formats& formats, Instant now); ///< words of the age
    [[nodiscard]] CodeView* code() const { return m_code; }
    [[nodiscard]] QPushButton* refreshButton() const { return m_refresh; }

signals:
    void refreshRequested();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void makeText();
    void showText(const Result<QString>& text);
    void refreshWords();

    PlainLabel* m_age;
    QCheckBox* m_managed;
    QPushButton* m_refresh;
    StatePanel* m_state;
    CodeView* m_code;
    Background m_background;
    Formats m_formats;
    Instant m_now {};
    std::optional<FetchedObject> m_object;
    std::optional<Error> m_error;
    QString m_unavailable;
    bool m_secret = false;
    bool m_loading = false;
    bool m_outdated = false; // the text is not that of m_object
    std::uint64_t m_ticket = 0; // of the text that is being made
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace Strato
