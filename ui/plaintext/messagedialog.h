// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/base/health.h"

#include <QDialog>

namespace Strato {

class PlainLabel;
class Theme;
class Words;

/// The message box of the product: shape, headline, text, optional details to copy, named buttons. All of it plain
/// text.
class MessageDialog final : public QDialog {
    Q_OBJECT
public:
    struct Content {
        Health health = Health::Unknown; ///< its shape stands before the headline
        QString headline {}; ///< what happened
        QString text {}; ///< what it means and what to do
        QString details {}; ///< technical, shown in a box of its own; may be empty
        QString acceptText {}; ///< the word on the button that goes on; empty: only "Close"
        bool dangerous = false; ///< the accept button is outlined in the critical colour and is not the default
    };

    MessageDialog(const Theme& theme, const Content& content, QWidget* parent = nullptr);

    /// Asks and waits; true when accepted. An empty acceptText only informs.
    static bool ask(const Theme& theme, const Content& content, QWidget* parent);

private:
    void buildHead(const Theme& theme, const Content& content);
    void buildDetails(const Content& content);
    void buildButtons(const Content& content);

    Words* m_words;
};

} // namespace Strato
