// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/pages/formats.h"
#include "ui/pages/place.h"

#include <QWidget>

namespace Strato {

/// One view of the console. Pages never know each other: they ask to go somewhere, the shell routes (GUI thread).
class Page : public QWidget {
    Q_OBJECT
public:
    explicit Page(QWidget* parent = nullptr);
    ~Page() override;

    [[nodiscard]] virtual QString viewId() const = 0; ///< "overview": stable, used in places and by `render`
    [[nodiscard]] virtual Place place() const; ///< where this page stands; by default its id alone
    virtual void goTo(const Place& place); ///< @p place.view is this page's; does nothing by default
    virtual void setFormats(const Formats& formats) = 0; ///< language or zone changed
    /// Whether everything that a picture of this page needs has arrived (or was said to be missing).
    [[nodiscard]] virtual bool isSettled() const { return true; }
    virtual void focusFilter() { } ///< the key "/"
    [[nodiscard]] virtual QByteArray layoutState() const { return {}; }
    virtual void restoreLayout(const QByteArray& /*state*/) { }

signals:
    void placeRequested(const Strato::Place& place); ///< the user wants to go there
    void placeChanged(); ///< place() is another one now, by the user's doing in this page
    void layoutChanged();
};

} // namespace Strato
