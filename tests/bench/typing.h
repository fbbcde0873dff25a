// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QObject>
#include <QStringList>

#include <vector>

namespace Strato {
class FilterEdit;
class MainWindow;
class ResourceList;
} // namespace Strato

namespace Strato::Bench {

/// Types filters into a list that shows all its columns and has everything selected, key by key, forward and back.
/// A key costs what the GUI thread does until its rows are right and painted.
class Typing final : public QObject {
    Q_OBJECT
public:
    Typing(MainWindow& window, ResourceList& list);

signals:
    void done(const QJsonObject& figures);

private:
    void prepare();
    void next();
    void press(int key, const QString& text);
    void finish();

    MainWindow& m_window;
    ResourceList& m_list;
    FilterEdit* m_edit = nullptr;
    QStringList m_texts;
    qsizetype m_typed = 0; // of the first of m_texts; beyond its length: taken back
    std::vector<double> m_keys;
    int m_unpainted = 0;
};

} // namespace Strato::Bench
