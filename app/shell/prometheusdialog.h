// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/shell/prometheusdraft.h"
#include "models/base/result.h"
#include "models/metrics/joinreport.h"
#include "ui/pages/formats.h"

#include <QDialog>

#include <cstdint>
#include <functional>
#include <optional>

class QPushButton;

namespace Strato {

class Console;
class JoinReportView;
class PrometheusForm;
class Theme;
class Words;

/// What the dialog asks for; made from a Console.
struct PrometheusPort {
    QStringList open; ///< contexts that are connected
    QStringList all; ///< every context known: those that are open first
    std::optional<PrometheusSettings> edited {}; ///< what is there already and is to be changed; nothing: a new one
    std::function<QStringList()> taken; ///< names of metrics servers that exist
    /// The answer comes on the GUI thread, at once or later.
    /// Looks at the files that the settings name, off the GUI thread; the answer comes on it, at once or later.
    std::function<void(const PrometheusSettings&, std::function<void(const std::vector<CertificateProblem>&)>)>
        readFiles;
    std::function<void(
        const PrometheusSettings&, const QByteArray& secret, std::function<void(const Result<JoinReport>&)>)>
        test;
    std::function<std::optional<Error>(const PrometheusSettings&, const QByteArray& secret)> add;
};

/// @p edited: one that the console has already.
[[nodiscard]] PrometheusPort prometheusPort(
    Console& console, const std::optional<PrometheusSettings>& edited = std::nullopt);

/// Adds or changes a metrics server: what it is, a test that says in words what joins and what failed, and only then
/// (or without) the adding. Nothing that was typed is lost by a mistake. GUI thread.
class PrometheusDialog final : public QDialog {
    Q_OBJECT
public:
    PrometheusDialog(const Theme& theme, PrometheusPort port, const Formats& formats, QWidget* parent = nullptr);

    void takeSecret(const QByteArray& secret); ///< of the one that is edited, when the keychain has told it

private:
    void build();
    void buildButtons();
    enum class For : std::uint8_t { Test, Add };
    [[nodiscard]] std::vector<DraftProblem> check(For what); ///< shows the problems where they are
    void press(For what);
    void readFiles(For what);
    void handleFiles(For what, const std::vector<CertificateProblem>& found);
    void tell(const std::vector<DraftProblem>& problems, For what);
    void begin(For what);
    void test();
    void endWait();
    void showResult(const Result<JoinReport>& result, MetricsReach reach);
    void cancelWait();
    void add();

    const Theme& m_theme;
    const PrometheusPort m_port;
    const Formats m_formats;
    Words* m_words;
    PrometheusForm* m_form = nullptr;
    JoinReportView* m_report = nullptr;
    QPushButton* m_test = nullptr;
    QPushButton* m_add = nullptr;
    std::uint64_t m_run = 0; // the answer of an older question is dropped
    For m_waitsFor = For::Test;
    std::vector<CertificateProblem> m_files; // as they were read last
    std::optional<For> m_tried; // what was pressed last and not possible: its problems are shown until mended
};

} // namespace Strato
