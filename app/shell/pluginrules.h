// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/kube/exec/execplan.h"

#include <QWidget>

class QComboBox;
class QPlainTextEdit;
class QPushButton;

namespace Strato {

class PlainLabel;
class Theme;

/// Which sign-in programs may run at all, and forgetting those that were approved. GUI thread.
class PluginRules final : public QWidget {
    Q_OBJECT
public:
    explicit PluginRules(const Theme& theme, QWidget* parent = nullptr);

    /// @p approved: how many were.
    void setRules(ExecPolicy policy, const QStringList& allowlist, std::size_t approved);
    void finish(); ///< what was typed and not left yet counts

signals:
    void policyChanged(Strato::ExecPolicy policy);
    void allowlistChanged(const QStringList& allowlist); ///< when the field is left
    void forgetRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] QStringList typed() const;

    QComboBox* m_policy = nullptr;
    QPlainTextEdit* m_list = nullptr;
    PlainLabel* m_approved = nullptr;
    QPushButton* m_forget = nullptr;
    QStringList m_allowlist; // as remembered
};

} // namespace Strato
