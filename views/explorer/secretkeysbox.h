// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/explorer/explorerport.h"

#include <QTimer>
#include <QWidget>

#include <map>

class QGridLayout;
class QPushButton;

namespace Strato {

class PlainLabel;
class Theme;

/// The keys of a Secret. A value is fetched only when its key is revealed, is shown for 30 seconds, and is then
/// forgotten. GUI thread.
class SecretKeysBox final : public QWidget {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds shownFor { 30 };

    SecretKeysBox(const Theme& theme, const ExplorerPort& port, QWidget* parent = nullptr);

    void setSecret(const EntityId& secret); ///< null: none. Masks all that was shown.
    void setAllowed(bool allowed); ///< false: nothing can be revealed, and it says why
    void readAllNames(); ///< from the secret itself, whose values are wiped at once
    void reveal(const std::string& key);
    void mask(const std::string& key);
    [[nodiscard]] QString shownValue(const std::string& key) const; ///< what stands beside the key

protected:
    void changeEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    struct Line {
        PlainLabel* value = nullptr;
        QPushButton* button = nullptr;
        QTimer* timer = nullptr; // runs while the value is shown
    };
    void readKeys(SecretNames names = SecretNames::Recorded);
    void handleKeys(const EntityId& secret, const Result<SecretKeys>& keys);
    void addLine(const std::string& key);
    void clearLines();
    void retranslate();
    void retranslate(const std::string& key, Line& line) const;

    const Theme& m_theme;
    const ExplorerPort& m_port;
    EntityId m_secret;
    QGridLayout* m_grid;
    PlainLabel* m_title;
    PlainLabel* m_note;
    QPushButton* m_readAll; // shown while names of keys are missing
    std::map<std::string, Line> m_lines;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
    bool m_allowed = true;
};

} // namespace Strato
