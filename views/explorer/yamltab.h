// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/sync/clustertypes.h"
#include "ui/pages/formats.h"

#include <QWidget>

class QCheckBox;
class QPushButton;

namespace Strato {

class CodeView;
class PlainLabel;
class StatePanel;
class Theme;

/// The whole object as YAML, with the moment at which it was read. Old text stays while a new one is on its way.
class YamlTab final : public QWidget {
    Q_OBJECT
public:
    explicit YamlTab(const Theme& theme, QWidget* parent = nullptr);

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

private:
    void retranslate();
    void showText();
    void refreshWords();

    PlainLabel* m_age;
    QCheckBox* m_managed;
    QPushButton* m_refresh;
    StatePanel* m_state;
    CodeView* m_code;
    Formats m_formats;
    Instant m_now {};
    std::optional<FetchedObject> m_object;
    std::optional<Error> m_error;
    QString m_unavailable;
    bool m_secret = false;
    bool m_loading = false;
};

} // namespace Strato
