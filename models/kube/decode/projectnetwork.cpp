// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/projections.h"
#include "models/kube/schema/columnids.h"

#include <algorithm>
#include <set>

namespace Strato {

namespace {

namespace C = Columns;

/// "80:30080/TCP,443/TCP"
std::string servicePorts(const WireView& spec)
{
    std::string text;
    for (const WireView port : spec.each("ports")) {
        text.append(text.empty() ? "" : ",").append(std::to_string(port["port"].number()));
        if (port["nodePort"].number() > 0)
            text.append(":").append(std::to_string(port["nodePort"].number()));
        text.append("/").append(port["protocol"].text());
    }
    return text;
}

/// Addresses a balancer gave out, sorted, each once.
std::string balancerAddresses(const WireView& status)
{
    std::set<std::string_view> addresses;
    for (const WireView point : status["loadBalancer"].each("ingress")) {
        const std::string_view ip = point["ip"].text();
        const std::string_view address = ip.empty() ? point["hostname"].text() : ip;
        if (!address.empty())
            addresses.insert(address);
    }
    std::string text;
    for (const std::string_view address : addresses)
        text.append(text.empty() ? "" : ",").append(address);
    return text;
}

std::string externalIp(const WireView& spec, const WireView& status)
{
    const std::string_view type = spec["type"].text();
    std::string own = Project::joined(spec, "externalIPs");
    if (type == "ExternalName")
        return std::string(spec["externalName"].text());
    if (type != "LoadBalancer")
        return own;
    const std::string balanced = balancerAddresses(status);
    if (!own.empty())
        return balanced.empty() ? own : balanced + "," + own;
    return balanced.empty() ? "<pending>" : balanced;
}

/// The paths of a rule: in JSON they stand in the rule itself, in protobuf one message deeper.
WireView httpOf(const WireView& rule)
{
    const WireView inline_ = rule["http"];
    return inline_.exists() ? inline_ : rule["ingressRuleValue"]["http"];
}

std::string backendsOf(const WireView& spec)
{
    std::set<std::string_view> services { spec["defaultBackend"]["service"]["name"].text() };
    for (const WireView rule : spec.each("rules"))
        for (const WireView path : httpOf(rule).each("paths"))
            services.insert(path["backend"]["service"]["name"].text());
    services.erase(std::string_view());
    std::string text;
    for (const std::string_view service : services)
        text.append(text.empty() ? "" : ",").append(service);
    return text;
}

/// kubectl writes three hosts and how many rules more there are.
std::string hostsOf(const WireView& spec)
{
    std::vector<std::string_view> hosts;
    bool more = false;
    for (const WireView rule : spec.each("rules")) {
        more = more || hosts.size() == 3;
        if (!more && !rule["host"].text().empty())
            hosts.push_back(rule["host"].text());
    }
    if (hosts.empty())
        return "*";
    std::string text = Project::listWithMore(hosts, 3, ",");
    if (more)
        text += " + " + std::to_string(spec.countOf("rules") - 3) + " more...";
    return text;
}

std::string slicePorts(const WireView& slice)
{
    std::vector<std::string> texts;
    for (const WireView port : slice.each("ports")) {
        const auto number = port["port"].optionalNumber();
        const std::string_view name = port["name"].text();
        texts.push_back(number ? std::to_string(*number) : name.empty() ? "*" : std::string(name));
    }
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    return Project::listWithMore(views, 3, ",");
}

} // namespace

void Project::service(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const std::string external = externalIp(spec, object["status"]);
    into.text(C::type, spec["type"].text());
    into.text(C::clusterIp, spec["clusterIP"].text());
    into.text(C::externalIp, external);
    into.text(C::ports, servicePorts(spec));
    into.text(C::selector, mapText(spec, "selector"));
    if (external == "<pending>")
        into.fare(Health::Changing, "NoAddressYet");
    else
        into.fare(Health::Well, {});
    for (const std::string_view more : { spec["type"].text(), spec["clusterIP"].text(), std::string_view(external) })
        into.searchable(more);
}

void Project::ingress(const WireView& object, RecordBuilder& into)
{
    const WireView spec = object["spec"];
    const std::string hosts = hostsOf(spec);
    const std::string address = balancerAddresses(object["status"]);
    into.text(C::ingressClass, spec["ingressClassName"].text());
    into.text(C::hosts, hosts);
    into.text(C::address, address);
    into.text(C::ports, spec.countOf("tls") > 0 ? "80, 443" : "80");
    into.text(C::backends, backendsOf(spec));
    into.fare(Health::Well, {});
    into.searchable(hosts);
    into.searchable(address);
}

void Project::endpointSlice(const WireView& object, RecordBuilder& into)
{
    std::vector<std::string_view> addresses;
    std::string targets;
    std::int64_t ready = 0;
    std::int64_t all = 0;
    for (const WireView endpoint : object.each("endpoints")) {
        ++all;
        // Not said means ready: the API's own default.
        ready += endpoint["conditions"]["ready"].optionalNumber().value_or(1) != 0 ? 1 : 0;
        for (const WireView address : endpoint.each("addresses"))
            addresses.push_back(address.text());
        if (const std::string_view name = endpoint["targetRef"]["name"].text(); !name.empty())
            targets.append(targets.empty() ? "" : ",").append(name);
    }
    const std::string_view service = object["metadata"].entry("labels", "kubernetes.io/service-name").text();
    into.text(C::addressType, object["addressType"].text());
    into.text(C::ports, slicePorts(object));
    into.text(C::endpoints, listWithMore(addresses, 3, ","));
    into.fraction(C::endpointsReady, ready, all);
    into.text(C::service, service);
    into.message(C::targets, targets);
    if (all > 0 && ready == 0)
        into.fare(Health::Warning, "NoneReady");
    else
        into.fare(Health::Well, {});
    into.searchable(service);
    for (const std::string_view address : addresses)
        into.searchable(address);
}

} // namespace Strato
