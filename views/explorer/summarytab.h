// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "views/explorer/summarysections.h"

#include <QScrollArea>

class QVBoxLayout;

namespace Strato {

class PlainLabel;
class SecretKeysBox;
class Theme;

/// The sections of an object one under the other; what stays keeps its place and focus.
class SummaryTab final : public QScrollArea {
    Q_OBJECT
public:
    SummaryTab(const Theme& theme, const ExplorerPort& port, QWidget* parent = nullptr);

    void setSections(const std::vector<SummarySection>& sections);
    void setNote(const QString& note); ///< how old the whole object is, or why it could not be read
    void setSecret(const EntityId& secret); ///< shows its keys; null: not a secret
    void setSecretsAllowed(bool allowed); ///< false in the past
    [[nodiscard]] std::vector<SummarySection> sections() const { return m_sections; }
    [[nodiscard]] SecretKeysBox* secretKeys() const { return m_secret; }

signals:
    void linkActivated(const QString& place);
    void addressActivated(const QString& address); ///< of the web, as an object has it

private:
    struct Part {
        PlainLabel* title = nullptr;
        DetailsTable* table = nullptr;
    };
    void setPartCount(std::size_t count);

    const Theme& m_theme;
    QVBoxLayout* m_column = nullptr;
    PlainLabel* m_note = nullptr;
    SecretKeysBox* m_secret = nullptr;
    std::vector<Part> m_parts;
    std::vector<SummarySection> m_sections;
};

} // namespace Strato
