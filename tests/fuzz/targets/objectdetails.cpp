// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/items/objectdetails.h"

#include "tests/fuzz/targets/recordchecks.h"

using namespace Strato;

/// Any JSON as the object of a details pane: bounded and clean.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto details = objectDetails({ reinterpret_cast<const char*>(data), static_cast<qsizetype>(size) });
    if (!details) {
        FUZZ_CHECK(details.error().code == ErrorCode::Malformed);
        return 0;
    }
    FUZZ_CHECK(details->conditions.size() <= 512 && details->containers.size() <= std::size_t { 3 } * 512);
    for (const auto& [key, value] : details->labels)
        FUZZ_CHECK(Fuzz::isClean(key.toStdString()) && Fuzz::isClean(value.toStdString()));
    for (const ObjectCondition& condition : details->conditions)
        FUZZ_CHECK(Fuzz::isClean(condition.message.toStdString()) && Fuzz::isClean(condition.type.toStdString()));
    for (const ObjectContainer& container : details->containers) {
        FUZZ_CHECK(Fuzz::isClean(container.name.toStdString()) && Fuzz::isClean(container.ports.toStdString()));
        (void)container.health();
    }
    for (const ObjectOwner& owner : details->owners)
        FUZZ_CHECK(Fuzz::isClean(owner.name.toStdString()) && Fuzz::isClean(owner.group().toStdString()));
    return 0;
}
