// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/settings/appsettings.h"

#include <QDialog>
#include <QMap>
#include <QSet>

#include <functional>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace Strato {

class Card;
class MarkList;
class PlainLabel;
class PluginRules;
class ServerList;
class SettingsStore;
class Theme;

/// What can be decided about the program itself. Every change applies at once and is saved; "Restore" takes back the
/// last one, again and again. Metrics servers go when the dialog closes, so that this too can be taken back. GUI
/// thread.
class SettingsDialog final : public QDialog {
    Q_OBJECT
public:
    /// What the command line decides, whatever is remembered; shown as it is, and not to be changed here.
    struct ForThisRun {
        std::optional<ThemeChoice> theme {};
        QString language {}; ///< empty: as remembered
    };

    SettingsDialog(Theme& theme, SettingsStore& store, QWidget* parent = nullptr);

    void setClusterNames(const QMap<QString, QString>& names); ///< what clusters are called now, by id
    void setForThisRun(const ForThisRun& run);
    void done(int result) override;

signals:
    void prometheusRemoveRequested(const QString& name); ///< on closing, once for each server marked for removal
    void prometheusEditRequested(const QString& name);

protected:
    void changeEvent(QEvent* event) override;

private:
    using Edit = std::function<void(AppSettings&)>;
    struct Step {
        AppSettings settings; ///< before the change
        QSet<QString> removed;
    };

    void build();
    void buildLook(Card& card);
    void buildLanguage(Card& card);
    void buildButtons();
    QFormLayout* addForm(Card& card);
    void connectLook();
    void connectLanguage();
    void connectLists();
    void change(const Edit& edit);
    void setRemoved(const QString& name, bool removed);
    void handleZone();
    void restore();
    void refresh();
    void refreshZone(const QString& zone);
    void refreshForThisRun(const AppSettings& settings);

    Theme& m_theme;
    SettingsStore& m_store;
    std::vector<Step> m_steps; // what "Restore" goes back through, newest last
    QSet<QString> m_removed;
    ForThisRun m_run;
    QMap<QString, QString> m_names;
    QWidget* m_content = nullptr;
    QComboBox* m_scheme = nullptr;
    PlainLabel* m_schemeNote = nullptr;
    QCheckBox* m_redGreen = nullptr;
    QCheckBox* m_motion = nullptr;
    QSpinBox* m_textSize = nullptr;
    QComboBox* m_language = nullptr;
    PlainLabel* m_languageNote = nullptr;
    QComboBox* m_zoneKind = nullptr;
    QLineEdit* m_zone = nullptr;
    PlainLabel* m_zoneProblem = nullptr;
    ServerList* m_servers = nullptr;
    PluginRules* m_plugins = nullptr;
    MarkList* m_marks = nullptr;
    QPushButton* m_restore = nullptr;
};

} // namespace Strato
