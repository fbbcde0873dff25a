// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/shell/prometheusdraft.h"

#include <QMap>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QGridLayout;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace Strato {

class PlainLabel;
class Theme;
class Words;

/// The fields of one metrics server. Keeps everything that was typed, also in fields that another choice hides; says
/// under each group what must be mended. GUI thread.
class PrometheusForm final : public QWidget {
    Q_OBJECT
public:
    /// @p open: contexts that are connected, which it covers until told otherwise; @p all: every context known, in the
    /// order shown.
    PrometheusForm(const Theme& theme, const QStringList& open, const QStringList& all, QWidget* parent = nullptr);

    void setServer(const PrometheusSettings& server); ///< fills in all but its secret
    void setSecret(const QByteArray& secret); ///< of that one; where something was typed meanwhile that stays
    [[nodiscard]] PrometheusDraft draft() const;
    void showProblems(const std::vector<DraftProblem>& problems); ///< each under its group; what is mended goes
    void focusField(DraftField field);
    /// Fills in what each context is called in the label, by context, where nothing was typed.
    void proposeValues(const std::map<QString, QString>& values);

signals:
    void edited();

private:
    struct FileField {
        QLineEdit* edit = nullptr;
        QWidget* holder = nullptr;
        PlainLabel* label = nullptr;
    };

    QFormLayout* addCard(const char* title, DraftField field);
    PlainLabel* addRow(QFormLayout& form, const char* title, QWidget* field);
    QComboBox* addChoice(QFormLayout& form, const char* title, std::vector<const char*> choices);
    PlainLabel* addProblem(DraftField field, QWidget* parent);
    void buildReach(const QStringList& open);
    void buildLimits();
    void buildSignIn();
    void buildClusters(const QStringList& open, const QStringList& all);
    void connectFields();
    [[nodiscard]] static QString contextTitle(const QString& context, bool isOpen);
    void addContext(QGridLayout& list, const QString& context, bool isOpen);
    QLineEdit* addLine(QFormLayout& form, const char* title, const QString& example);
    FileField addFile(QFormLayout& form, DraftField of, const char* title, const char* browseName);
    void setRowVisible(QWidget* field, bool visible);
    void refresh();
    void refreshWarning();
    [[nodiscard]] MetricsAuth chosenAuth() const; ///< of what the way allows
    void readSignIn(PrometheusDraft& draft) const;
    void setReach(const PrometheusSettings& server);
    void setClusters(const PrometheusSettings& server);
    void readClusters(PrometheusDraft& draft) const;

    const Theme& m_theme;
    Words* m_words; // titles are handed in untranslated, and said anew with the language
    QMap<DraftField, PlainLabel*> m_problems;
    QMap<DraftField, QWidget*> m_firstFields;
    PlainLabel* m_warning = nullptr;
    QLineEdit* m_name = nullptr;
    QSpinBox* m_queriesAtOnce = nullptr;
    QSpinBox* m_queriesASecond = nullptr;
    QComboBox* m_reach = nullptr;
    QLineEdit* m_url = nullptr;
    QLineEdit* m_uid = nullptr;
    QComboBox* m_via = nullptr;
    QLineEdit* m_nameSpace = nullptr;
    QLineEdit* m_service = nullptr;
    PlainLabel* m_proxyHint = nullptr;
    QComboBox* m_auth = nullptr;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_password = nullptr;
    QLineEdit* m_token = nullptr;
    QPlainTextEdit* m_headers = nullptr;
    QStringList m_headerNames; // of a server that is edited: its secret are their values
    FileField m_certificate;
    FileField m_key;
    FileField m_ca;
    QComboBox* m_coverage = nullptr;
    QComboBox* m_only = nullptr;
    QLineEdit* m_label = nullptr;
    QList<QCheckBox*> m_contexts;
    QMap<QString, QLineEdit*> m_values; // by context: its value of the label
    QWidget* m_contextList = nullptr;
};

} // namespace Strato
