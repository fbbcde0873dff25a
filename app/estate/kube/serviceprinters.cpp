// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/objectencoder.h"
#include "app/estate/kube/printing.h"

#include <nlohmann/json.hpp>

namespace Strato::Estate {

using namespace Print;

namespace {

std::string servicePorts(const json& service)
{
    std::string out;
    const json& ports = at(service, "/spec/ports");
    for (std::size_t i = 0; ports.is_array() && i < ports.size(); ++i) {
        const std::string node = valueAt(ports[i], "nodePort");
        const std::string protocol = valueAt(ports[i], "protocol");
        out += (i == 0 ? "" : ",") + valueAt(ports[i], "port") + (node.empty() ? "" : ":" + node) + "/"
            + (protocol.empty() ? "TCP" : protocol);
    }
    return out.empty() ? "<none>" : out;
}

std::string externalAddress(const json& service)
{
    const std::string type = text(service, "/spec/type");
    if (type == "ExternalName")
        return text(service, "/spec/externalName");
    std::string out;
    const json& ingress = at(service, "/status/loadBalancer/ingress");
    for (std::size_t i = 0; ingress.is_array() && i < ingress.size(); ++i) {
        const std::string ip = valueAt(ingress[i], "ip");
        out += (i == 0 ? "" : ",") + (ip.empty() ? valueAt(ingress[i], "hostname") : ip);
    }
    const std::string fixed = joined(at(service, "/spec/externalIPs"), "");
    if (!fixed.empty())
        out += (out.empty() ? "" : ",") + fixed;
    return !out.empty() ? out : type == "LoadBalancer" ? "<pending>" : "<none>";
}

std::vector<Cell> serviceCells(const json& object)
{
    return { nameCell(object), textOr(text(object, "/spec/type"), "ClusterIP"),
        textOr(text(object, "/spec/clusterIP"), "<none>"), textCell(externalAddress(object)),
        textCell(servicePorts(object)), age(object), textOr(pairs(at(object, "/spec/selector")), "<none>") };
}

std::string endpointsText(const json& endpoints)
{
    std::string out;
    std::size_t shown = 0;
    std::size_t total = 0;
    const json& subsets = at(endpoints, "/subsets");
    for (std::size_t i = 0; subsets.is_array() && i < subsets.size(); ++i) {
        const json ports = subsets[i].value("ports", json::array({ json::object() }));
        for (const json& address : subsets[i].value("addresses", json::array())) {
            for (const json& port : ports) {
                ++total;
                if (shown == 3)
                    continue;
                const std::string number = valueAt(port, "port");
                out += (shown++ == 0 ? "" : ",") + valueAt(address, "ip") + (number.empty() ? "" : ":" + number);
            }
        }
    }
    if (total > shown)
        out += " + " + std::to_string(total - shown) + " more...";
    return out.empty() ? "<none>" : out;
}

std::vector<Cell> endpointsCells(const json& object)
{
    return { nameCell(object), textCell(endpointsText(object)), age(object) };
}

std::vector<Cell> sliceCells(const json& object)
{
    std::string addresses;
    const json& endpoints = at(object, "/endpoints");
    const std::size_t total = endpoints.is_array() ? endpoints.size() : 0;
    for (std::size_t i = 0; i < total && i < 3; ++i)
        addresses += (i == 0 ? "" : ",") + joined(endpoints[i].value("addresses", json::array()), "");
    if (total > 3)
        addresses += " + " + std::to_string(total - 3) + " more...";
    return { nameCell(object), textCell(text(object, "/addressType")),
        textOr(joined(at(object, "/ports"), "port"), "<unset>"), textOr(addresses, "<unset>"), age(object) };
}

std::string ingressAddress(const json& ingress)
{
    std::string out;
    const json& list = at(ingress, "/status/loadBalancer/ingress");
    for (std::size_t i = 0; list.is_array() && i < list.size(); ++i) {
        const std::string ip = valueAt(list[i], "ip");
        out += (i == 0 ? "" : ",") + (ip.empty() ? valueAt(list[i], "hostname") : ip);
    }
    return out;
}

std::vector<Cell> ingressCells(const json& object)
{
    std::string hosts;
    const json& rules = at(object, "/spec/rules");
    for (std::size_t i = 0; rules.is_array() && i < rules.size() && i < 3; ++i) {
        const std::string host = valueAt(rules[i], "host");
        hosts += (hosts.empty() ? "" : ",") + (host.empty() ? std::string("*") : host);
    }
    if (rules.is_array() && rules.size() > 3)
        hosts += " + " + std::to_string(rules.size() - 3) + " more...";
    const bool tls = at(object, "/spec/tls").is_array() && !at(object, "/spec/tls").empty();
    return { nameCell(object), textOr(text(object, "/spec/ingressClassName"), "<none>"), textOr(hosts, "*"),
        textCell(ingressAddress(object)), textCell(tls ? "80, 443" : "80"), age(object) };
}

std::vector<Cell> ingressClassCells(const json& object)
{
    const std::string kind = text(object, "/spec/parameters/kind");
    return { nameCell(object), textCell(text(object, "/spec/controller")),
        textCell(kind.empty() ? "<none>" : kind + "/" + text(object, "/spec/parameters/name")), age(object) };
}

std::vector<Cell> networkPolicyCells(const json& object)
{
    return { nameCell(object), textCell(selector(at(object, "/spec/podSelector"))), age(object) };
}

} // namespace

std::vector<Printer> servicePrinters()
{
    const auto wide = [](const char* title) { return column(title, "string", 1); };
    return {
        { "Service",
            { column("Name"), column("Type"), column("Cluster-IP"), column("External-IP"), column("Port(s)"),
                column("Age"), wide("Selector") },
            serviceCells },
        { "Endpoints", { column("Name"), column("Endpoints"), column("Age") }, endpointsCells },
        { "EndpointSlice",
            { column("Name"), column("AddressType"), column("Ports"), column("Endpoints"), column("Age") },
            sliceCells },
        { "Ingress",
            { column("Name"), column("Class"), column("Hosts"), column("Address"), column("Ports"), column("Age") },
            ingressCells },
        { "IngressClass", { column("Name"), column("Controller"), column("Parameters"), column("Age") },
            ingressClassCells },
        { "NetworkPolicy", { column("Name"), column("Pod-Selector"), column("Age") }, networkPolicyCells },
    };
}

} // namespace Strato::Estate
