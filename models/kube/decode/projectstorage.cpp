// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/projections.h"
#include "models/kube/schema/columnids.h"

namespace Strato {

namespace {

namespace C = Columns;

/// "RWO,ROX": each mode once, in the order kubectl has.
std::string accessModes(const WireView& owner)
{
    struct Mode {
        std::string_view name;
        std::string_view shortName;
    };
    static constexpr Mode modes[] { { "ReadWriteOnce", "RWO" }, { "ReadOnlyMany", "ROX" }, { "ReadWriteMany", "RWX" },
        { "ReadWriteOncePod", "RWOP" } };
    std::string text;
    for (const Mode& mode : modes) {
        bool has = false;
        for (const WireView named : owner.each("accessModes"))
            has = has || named.text() == mode.name;
        if (has)
            text.append(text.empty() ? "" : ",").append(mode.shortName);
    }
    return text;
}

std::string_view oldStorageClass(const WireView& object)
{
    return object["metadata"].entry("annotations", "volume.beta.kubernetes.io/storage-class").text();
}

Health claimHealth(std::string_view word)
{
    if (word == "Bound")
        return Health::Well;
    if (word == "Lost")
        return Health::Critical;
    return word == "Pending" || word == "Terminating" ? Health::Changing : Health::Unknown;
}

Health volumeHealth(std::string_view word)
{
    if (word == "Bound" || word == "Available")
        return Health::Well;
    if (word == "Failed")
        return Health::Critical;
    if (word == "Released")
        return Health::Warning;
    return word == "Pending" || word == "Terminating" ? Health::Changing : Health::Unknown;
}

} // namespace

void Project::persistentVolumeClaim(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const std::string_view word = into.terminating() ? "Terminating" : status["phase"].text();
    const std::string_view volume = spec["volumeName"].text();
    const std::string_view old = oldStorageClass(object);
    const std::string_view storageClass = old.empty() ? spec["storageClassName"].text() : old;
    into.text(C::status, word);
    into.text(C::volume, volume);
    if (!volume.empty()) {
        into.amount(C::capacity, status.entry("capacity", "storage"));
        into.text(C::accessModes, accessModes(status));
    }
    into.text(C::storageClass, storageClass);
    into.text(C::volumeMode, spec["volumeMode"].text());
    into.amount(C::requested, spec["resources"].entry("requests", "storage"));
    into.message(C::conditions, conditionsText(status));
    into.fare(claimHealth(word), word);
    for (const std::string_view more : { word, volume, storageClass })
        into.searchable(more);
}

void Project::persistentVolume(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const WireView status = object["status"];
    const std::string_view word = into.terminating() ? "Terminating" : status["phase"].text();
    const WireView reference = spec["claimRef"];
    std::string claim;
    if (reference.exists())
        claim.append(reference["namespace"].text()).append("/").append(reference["name"].text());
    const std::string_view old = oldStorageClass(object);
    into.amount(C::capacity, spec.entry("capacity", "storage"));
    into.text(C::accessModes, accessModes(spec));
    into.text(C::reclaimPolicy, spec["persistentVolumeReclaimPolicy"].text());
    into.text(C::status, word);
    into.text(C::claim, claim);
    into.text(C::storageClass, old.empty() ? spec["storageClassName"].text() : old);
    into.text(C::reasonText, status["reason"].text());
    into.text(C::volumeMode, spec["volumeMode"].text());
    into.message(C::message, status["message"].text());
    into.fare(volumeHealth(word), word);
    into.searchable(word);
    into.searchable(claim);
}

void Project::storageClass(const WireView& object, RecordBuilder& into)
{
    const WireView metadata = object["metadata"];
    const bool isDefault = metadata.entry("annotations", "storageclass.kubernetes.io/is-default-class").text() == "true"
        || metadata.entry("annotations", "storageclass.beta.kubernetes.io/is-default-class").text() == "true";
    into.text(C::provisioner, object["provisioner"].text());
    into.text(C::reclaimPolicy, object["reclaimPolicy"].text());
    into.text(C::bindingMode, object["volumeBindingMode"].text());
    into.flag(C::expandable, object["allowVolumeExpansion"].flag());
    into.flag(C::isDefault, isDefault);
    into.fare(Health::Well, {});
    into.searchable(object["provisioner"].text());
}

} // namespace Strato
