// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/printing.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using namespace Print;

namespace {

std::int64_t entries(const json& value)
{
    return value.is_structured() ? static_cast<std::int64_t>(value.size()) : 0;
}

std::vector<Cell> configMapCells(const json& object)
{
    return { nameCell(object), numberCell(entries(at(object, "/data")) + entries(at(object, "/binaryData"))),
        age(object) };
}

std::vector<Cell> secretCells(const json& object)
{
    return { nameCell(object), textCell(text(object, "/type")), numberCell(entries(at(object, "/data"))), age(object) };
}

std::vector<Cell> serviceAccountCells(const json& object)
{
    return { nameCell(object), numberCell(entries(at(object, "/secrets"))), age(object) };
}

std::string accessModes(const json& modes)
{
    std::string out;
    for (std::size_t i = 0; modes.is_array() && i < modes.size(); ++i) {
        const std::string mode = modes[i].is_string() ? modes[i].get<std::string>() : std::string();
        out += (i == 0 ? "" : ",");
        out += mode == "ReadWriteOnce" ? "RWO"
            : mode == "ReadOnlyMany"   ? "ROX"
            : mode == "ReadWriteMany"  ? "RWX"
                                       : "RWOP";
    }
    return out;
}

std::vector<Cell> claimCells(const json& object)
{
    const bool bound = !text(object, "/spec/volumeName").empty();
    const std::string phase
        = text(object, "/metadata/deletionTimestamp").empty() ? text(object, "/status/phase") : "Terminating";
    const std::string attributes = text(object, "/spec/volumeAttributesClassName");
    const std::string mode = text(object, "/spec/volumeMode");
    return { nameCell(object), textCell(phase), textCell(text(object, "/spec/volumeName")),
        textCell(bound ? text(object, "/status/capacity/storage") : std::string()),
        textCell(bound ? accessModes(at(object, "/status/accessModes")) : std::string()),
        textCell(text(object, "/spec/storageClassName")), textOr(attributes, "<unset>"), age(object),
        textOr(mode, "<unset>") };
}

std::vector<Cell> volumeCells(const json& object)
{
    const std::string claim = text(object, "/spec/claimRef/name");
    const std::string phase
        = text(object, "/metadata/deletionTimestamp").empty() ? text(object, "/status/phase") : "Terminating";
    return { nameCell(object), textCell(text(object, "/spec/capacity/storage")),
        textCell(accessModes(at(object, "/spec/accessModes"))),
        textCell(text(object, "/spec/persistentVolumeReclaimPolicy")), textCell(phase),
        textCell(claim.empty() ? claim : text(object, "/spec/claimRef/namespace") + "/" + claim),
        textCell(text(object, "/spec/storageClassName")),
        textOr(text(object, "/spec/volumeAttributesClassName"), "<unset>"), textCell(text(object, "/status/reason")),
        age(object), textOr(text(object, "/spec/volumeMode"), "<unset>") };
}

std::vector<Cell> storageClassCells(const json& object)
{
    const bool standard = text(object, "/metadata/annotations/storageclass.kubernetes.io~1is-default-class") == "true";
    return { textCell(name(object) + (standard ? " (default)" : "")), textCell(text(object, "/provisioner")),
        textOr(text(object, "/reclaimPolicy"), "Delete"), textOr(text(object, "/volumeBindingMode"), "Immediate"),
        { at(object, "/allowVolumeExpansion") == json(true) ? "true" : "false", std::nullopt, {} }, age(object) };
}

std::string usedOf(const json& quota, bool limits)
{
    std::string out;
    const json& hard = at(quota, "/status/hard");
    if (!hard.is_object())
        return out;
    for (const auto& [key, value] : hard.items()) {
        if (key.starts_with("limits.") != limits)
            continue;
        const json used = at(quota, "/status/used");
        const std::string have
            = used.is_object() && used.contains(key) && used[key].is_string() ? used[key].get<std::string>() : "0";
        out += (out.empty() ? "" : ", ") + key + ": " + have + "/"
            + (value.is_string() ? value.get<std::string>() : value.dump());
    }
    return out;
}

std::vector<Cell> quotaCells(const json& object)
{
    return { nameCell(object), textCell(usedOf(object, false)), textCell(usedOf(object, true)), age(object) };
}

std::vector<Cell> limitRangeCells(const json& object)
{
    return { nameCell(object), textCell(valueAt(object, "metadata.creationTimestamp")) };
}

std::vector<Cell> createdCells(const json& object)
{
    return { nameCell(object), textCell(valueAt(object, "metadata.creationTimestamp")) };
}

std::vector<Cell> bindingCells(const json& object)
{
    std::string users;
    std::string groups;
    std::string accounts;
    const json& subjects = at(object, "/subjects");
    for (std::size_t i = 0; subjects.is_array() && i < subjects.size(); ++i) {
        const std::string kind = valueAt(subjects[i], "kind");
        std::string one = valueAt(subjects[i], "name");
        if (kind == "ServiceAccount")
            one.insert(0, valueAt(subjects[i], "namespace") + "/");
        std::string& list = kind == "User" ? users : kind == "Group" ? groups : accounts;
        list += (list.empty() ? "" : ", ") + one;
    }
    return { nameCell(object), textCell(text(object, "/roleRef/kind") + "/" + text(object, "/roleRef/name")),
        age(object), textCell(users), textCell(groups), textCell(accounts) };
}

std::vector<Cell> leaseCells(const json& object)
{
    return { nameCell(object), textCell(text(object, "/spec/holderIdentity")), age(object) };
}

std::vector<Cell> priorityClassCells(const json& object)
{
    const bool standard = at(object, "/globalDefault") == json(true);
    return { nameCell(object), numberCell(number(object, "/value")), { standard ? "true" : "false", std::nullopt, {} },
        age(object), textOr(text(object, "/preemptionPolicy"), "PreemptLowerPriority") };
}

} // namespace

std::vector<Printer> configPrinters()
{
    const auto wide = [](const char* title) { return column(title, "string", 1); };
    const std::vector<PrinterColumn> binding { column("Name"), column("Role"), column("Age"), wide("Users"),
        wide("Groups"), wide("ServiceAccounts") };
    const std::vector<PrinterColumn> created { column("Name"), column("Created At") };
    return {
        { "ConfigMap", { column("Name"), column("Data"), column("Age") }, configMapCells },
        { "Secret", { column("Name"), column("Type"), column("Data"), column("Age") }, secretCells },
        { "ServiceAccount", { column("Name"), column("Secrets"), column("Age") }, serviceAccountCells },
        { "PersistentVolumeClaim",
            { column("Name"), column("Status"), column("Volume"), column("Capacity"), column("Access Modes"),
                column("StorageClass"), column("VolumeAttributesClass"), column("Age"), wide("VolumeMode") },
            claimCells },
        { "PersistentVolume",
            { column("Name"), column("Capacity"), column("Access Modes"), column("Reclaim Policy"), column("Status"),
                column("Claim"), column("StorageClass"), column("VolumeAttributesClass"), column("Reason"),
                column("Age"), wide("VolumeMode") },
            volumeCells },
        { "StorageClass",
            { column("Name"), column("Provisioner"), column("ReclaimPolicy"), column("VolumeBindingMode"),
                column("AllowVolumeExpansion", "boolean"), column("Age") },
            storageClassCells },
        { "ResourceQuota", { column("Name"), column("Request"), column("Limit"), column("Age") }, quotaCells },
        { "LimitRange", created, limitRangeCells },
        { "Role", created, createdCells },
        { "ClusterRole", created, createdCells },
        { "CustomResourceDefinition", created, createdCells },
        { "RoleBinding", binding, bindingCells },
        { "ClusterRoleBinding", binding, bindingCells },
        { "Lease", { column("Name"), column("Holder"), column("Age") }, leaseCells },
        { "PriorityClass",
            { column("Name"), column("Value", "integer"), column("Global-Default", "boolean"), column("Age"),
                column("PreemptionPolicy") },
            priorityClassCells },
    };
}

} // namespace Strato::Estate
