// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/healthtext.h"

#include <QCoreApplication>

namespace Strato {

QString healthWord(Health health)
{
    switch (health) {
    //: state of a thing: nothing is wrong with it
    case Health::Well: return QCoreApplication::translate("Strato::Health", "well");
    //: state of a thing: worth a look
    case Health::Warning: return QCoreApplication::translate("Strato::Health", "warning");
    //: state of a thing: it does not work
    case Health::Critical: return QCoreApplication::translate("Strato::Health", "critical");
    //: state of a thing: no source tells
    case Health::Unknown: return QCoreApplication::translate("Strato::Health", "unknown");
    //: state of a thing: on its way from one state to another
    case Health::Changing: return QCoreApplication::translate("Strato::Health", "changing");
    }
    return {};
}

} // namespace Strato
