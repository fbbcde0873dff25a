// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/world/catalogue.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace Strato::Estate {

namespace {

using R = Runtime;
// clang-format off
    constexpr std::array serviceTable {
        //           name             namespace     rt        where n  cpuMs base  req  lim  MiB  pool version  uri  calls
        ServiceSpec{"web-gateway",    "gateway",    R::Go,      3, 4,  0.9,   2, 0.5, 2, 1024,   0, "4.2.0",  "/**",                    "auth:0.5 checkout:0.28 cart:0.21 catalog:0.24 search:0.08 account:0.1 review:0.1? recommend:0.1? tracking:0.03?"},
        ServiceSpec{"app-gateway",    "gateway",    R::Go,      3, 3,  0.9,   2, 0.5, 2, 1024,   0, "4.2.0",  "/app/**",                "auth:0.6 checkout:0.22 cart:0.2 catalog:0.3 account:0.3 notify:0.05?"},
        ServiceSpec{"open-api",       "gateway",    R::Java,    1, 2,  2.5,   3, 0.5, 2, 2048,   0, "2.8.1",  "/open/v1/{api}",         "account:0.4 report:0.05? tenant:0.5 waybill:0.3"},
        ServiceSpec{"checkout",       "shop",       R::Java,    3, 4,  7.0,   6, 1.0, 4, 4096,   0, "3.6.2",  "/checkout/confirm",      "order-svc:0.9 pricing:0.4 cart:0.25 coupon:0.3? redis-cart:0.5"},
        ServiceSpec{"cart",           "shop",       R::Java,    3, 3,  4.0,   4, 0.8, 3, 3072,   0, "2.4.0",  "/cart/{member}",         "redis-cart:1.05 pricing:0.6"},
        ServiceSpec{"catalog",        "shop",       R::Java,    3, 3,  4.5,   5, 0.8, 3, 3072,  10, "5.0.3",  "/items/{sku}",           "catalog-db:0.4 redis-cart:0.1? review:0.4?"},
        ServiceSpec{"pricing",        "shop",       R::Java,    3, 3,  3.0,   4, 0.8, 3, 2048,   0, "1.8.4",  "/price",                 "promotion:0.26? coupon:0.5"},
        ServiceSpec{"coupon",         "shop",       R::Java,    3, 3,  2.5,   3, 0.8, 3, 2048,  10, "0.9.1",  "/coupons/use",           "coupon-db:0.6"},
        ServiceSpec{"promotion",      "shop",       R::Java,    3, 2,  2.5,   5, 0.6, 2, 2048,   0, "1.3.0",  "/promotions",            "redis-cart:0.4"},
        ServiceSpec{"review",         "shop",       R::Node,    3, 3,  2.0,   4, 0.5, 2, 1024,   0, "2.0.7",  "/reviews/{sku}",         "catalog-db:0.2"},
        ServiceSpec{"recommend",      "shop",       R::Java,    3, 2,  6.0,   8, 0.8, 3, 3072,   0, "1.1.5",  "/recommend",             "es-search:0.3? redis-cart:0.5"},
        ServiceSpec{"order-svc",      "shop",       R::Java,    3, 8, 19.0,   9, 1.5, 4, 4096,  20, "2.3.0",  "/orders/confirm",        "order-db:3 inventory-svc:0.94 payment-svc:0.6 kafka:1.2?"},
        ServiceSpec{"inventory-svc",  "shop",       R::Java,    3, 6,  8.0,   7, 1.0, 4, 4096,  20, "1.12.0", "/stock/reserve",         "inventory-db:1.5 kafka:0.2?"},
        ServiceSpec{"wishlist",       "shop",       R::Node,    2, 2,  2.0,   4, 0.4, 2, 1024,   0, "0.7.2",  "/wishes",                "redis-cart:1"},
        ServiceSpec{"payment-svc",    "payment",    R::Java,    3, 4,  7.0,   6, 1.0, 4, 4096,  20, "6.1.0",  "/payments",              "payment-db:2 bank:0.2 ledger:0.5 risk:1"},
        ServiceSpec{"refund",         "payment",    R::Java,    1, 2,  4.0,   5, 0.5, 2, 2048,  10, "6.0.2",  "/refunds",               "payment-db:1 ledger:1 bank:0.1"},
        ServiceSpec{"ledger",         "payment",    R::Java,    3, 2,  4.0,   5, 0.8, 2, 2048,  10, "3.3.1",  "/entries",               "payment-db:1"},
        ServiceSpec{"settlement",     "payment",    R::Java,    2, 2,  5.0,   6, 0.5, 2, 2048,  10, "2.2.0",  "/settlements",           "payment-db:1 bank:0.1?"},
        ServiceSpec{"risk",           "payment",    R::Go,      3, 2,  1.8,   3, 0.4, 2, 1024,   0, "1.9.9",  "/score",                 "redis-session:1"},
        ServiceSpec{"account",        "account",    R::Java,    3, 3,  4.0,   5, 0.8, 3, 3072,   0, "3.2.2",  "/accounts/{id}",         "member:0.75 tenant:0.9 audit:0.6? redis-session:0.5"},
        ServiceSpec{"member",         "account",    R::Java,    3, 3,  3.5,   5, 0.8, 3, 3072,  15, "3.2.1",  "/members/{id}",          "member-db:1.4 audit:0.4?"},
        ServiceSpec{"tenant",         "account",    R::Java,    3, 2,  1.5,   3, 0.6, 2, 2048,   0, "1.4.0",  "/tenants/{id}",          "redis-session:0.5 audit:0.1?"},
        ServiceSpec{"audit",          "account",    R::Go,      3, 2,  0.8,   2, 0.4, 2, 1024,   0, "2.1.3",  "/events",                "kafka:1"},
        ServiceSpec{"auth",           "account",    R::Go,      3, 3,  1.0,   2, 0.5, 2, 1024,   0, "5.5.0",  "/token",                 "redis-session:1"},
        ServiceSpec{"notify",         "account",    R::Node,    3, 2,  1.5,   3, 0.3, 1,  768,   0, "1.0.8",  "/push",                  "kafka:1"},
        ServiceSpec{"search",         "search",     R::Java,    3, 3,  9.0,   9, 1.0, 4, 4096,   0, "5.1.0",  "/search",                "es-search:1.4 suggest:0.5? catalog:0.3?"},
        ServiceSpec{"suggest",        "search",     R::Go,      3, 2,  1.2,   3, 0.4, 2, 1024,   0, "2.0.0",  "/suggest",               "es-search:0.2?"},
        ServiceSpec{"indexer",        "search",     R::Java,    1, 2,  5.0,   9, 0.6, 2, 3072,   0, "5.1.0",  "/index",                 "es-search:1 kafka:1"},
        ServiceSpec{"report",         "report",     R::Java,    2, 2, 12.0,  20, 0.8, 3, 4096,  10, "1.2.4",  "/reports/{id}",          "tenant:0.6 order-db:0.5"},
        ServiceSpec{"bi-export",      "report",     R::Java,    2, 1, 15.0,  30, 0.5, 2, 3072,   5, "0.8.0",  "/exports",               "order-db:0.5"},
        ServiceSpec{"waybill",        "fulfil",     R::Java,    3, 2,  4.0,   6, 0.6, 2, 2048,  10, "2.7.0",  "/waybills",              "waybill-db:1 route-planner:0.4 kafka:0.5?"},
        ServiceSpec{"dispatch",       "fulfil",     R::Java,    3, 2,  4.0,   6, 0.6, 2, 2048,   0, "2.7.0",  "/dispatch",              "route-planner:1 waybill:0.5"},
        ServiceSpec{"route-planner",  "fulfil",     R::Go,      3, 2,  9.0,  10, 0.8, 3, 1536,   0, "0.14.1", "/routes",                "redis-session:0.3?"},
        ServiceSpec{"tracking",       "fulfil",     R::Node,    3, 2,  1.5,   4, 0.4, 1,  768,   0, "1.6.0",  "/tracks/{no}",           "waybill-db:0.3"},
        ServiceSpec{"legacy",         "legacy",     R::Silent,  2, 2,  6.0,  20, 0.5, 2, 2048,   0, "2019.4", "/",                      ""},
        ServiceSpec{"legacy-sync",    "legacy",     R::Silent,  2, 1,  2.0,  20, 0.2, 1, 1024,   0, "2019.4", "/",                      ""},
        ServiceSpec{"order-db",       "shop",       R::MySql,   3, 2,  0.6,   2, 2.0, 6, 8192,   0, "8.0.35", "order",                  ""},
        ServiceSpec{"inventory-db",   "shop",       R::MySql,   3, 2,  0.6,   2, 1.5, 4, 6144,   0, "8.0.35", "inventory",              ""},
        ServiceSpec{"catalog-db",     "shop",       R::MySql,   3, 1,  0.5,   1, 1.0, 4, 4096,   0, "8.0.35", "catalog",                ""},
        ServiceSpec{"coupon-db",      "shop",       R::MySql,   3, 1,  0.5,   1, 1.0, 4, 4096,   0, "8.0.35", "coupon",                 ""},
        ServiceSpec{"payment-db",     "payment",    R::MySql,   3, 2,  0.6,   2, 1.5, 4, 6144,   0, "8.0.35", "payment",                ""},
        ServiceSpec{"member-db",      "account",    R::MySql,   3, 1,  0.5,   1, 1.0, 4, 4096,   0, "8.0.35", "member",                 ""},
        ServiceSpec{"waybill-db",     "fulfil",     R::MySql,   3, 1,  0.5,   1, 0.8, 3, 4096,   0, "8.0.35", "waybill",                ""},
        ServiceSpec{"redis-cart",     "shop",       R::Redis,   3, 1,  0.04, 0.5, 0.5, 2, 4096,  0, "7.2.4",  "GET",                    ""},
        ServiceSpec{"redis-session",  "account",    R::Redis,   3, 1,  0.04, 0.5, 0.5, 2, 4096,  0, "7.2.4",  "GET",                    ""},
        ServiceSpec{"kafka",          "middleware", R::Kafka,   3, 3,  0.15,  3, 1.0, 4, 6144,   0, "3.6.1",  "produce",                ""},
        ServiceSpec{"es-search",      "search",     R::Elastic, 3, 3,  4.0,  12, 1.5, 4, 8192,   0, "8.11.3", "_search",                ""},
        ServiceSpec{"bank",           "",           R::External,3, 0,  0.0,  15, 0.0, 0,    0,   0, "",       "/pay",                   ""},
    };
// clang-format on

constexpr std::array tenantTable { TenantSpec { "retail", 0.61 }, TenantSpec { "finance", 0.21 },
    TenantSpec { "logistics", 0.115 }, TenantSpec { "partner", 0.048 }, TenantSpec { "internal", 0.017 } };

constexpr std::array namespaceTable {
    NamespaceSpec { "gateway", "edge-team", "lin.yue", "CC-1100" },
    NamespaceSpec { "shop", "shop-team", "chen.wei", "CC-1201" },
    NamespaceSpec { "payment", "pay-team", "zhao.min", "CC-1300" },
    NamespaceSpec { "account", "account-team", "sun.jie", "CC-1210" },
    NamespaceSpec { "search", "search-team", "wu.hao", "CC-1220" },
    NamespaceSpec { "report", "data-team", "ma.li", "CC-1400" },
    NamespaceSpec { "fulfil", "logistics-team", "he.fang", "CC-1500" },
    NamespaceSpec { "middleware", "platform", "gao.feng", "CC-1000" },
    NamespaceSpec { "legacy", "", "", "" },
    NamespaceSpec { "monitoring", "platform", "gao.feng", "CC-1000" },
    NamespaceSpec { "kube-system", "platform", "gao.feng", "CC-1000" },
    NamespaceSpec { "kube-node-lease", "", "", "" },
    NamespaceSpec { "kube-public", "", "", "" },
    NamespaceSpec { "default", "", "", "" },
};

} // namespace

std::span<const ServiceSpec> services()
{
    return serviceTable;
}
std::span<const TenantSpec> tenants()
{
    return tenantTable;
}
std::span<const NamespaceSpec> namespaces()
{
    return namespaceTable;
}

const ServiceSpec* findService(std::string_view name)
{
    const auto* const found = std::ranges::find(serviceTable, name, &ServiceSpec::name);
    return found == serviceTable.end() ? nullptr : found;
}

bool isDatabase(Runtime runtime)
{
    return runtime == R::MySql || runtime == R::Redis || runtime == R::Kafka || runtime == R::Elastic;
}

std::vector<CallSpec> callsOf(const ServiceSpec& service)
{
    std::vector<CallSpec> out;
    std::string_view rest = service.calls;
    while (!rest.empty()) {
        const std::size_t space = std::min(rest.find(' '), rest.size());
        const std::string_view word = rest.substr(0, space);
        rest.remove_prefix(std::min(space + 1, rest.size()));
        const std::size_t colon = word.find(':');
        const std::string number(word.substr(colon + 1));
        out.push_back({ std::string(word.substr(0, colon)), std::strtod(number.c_str(), nullptr), word.back() != '?' });
    }
    return out;
}

double peakLoad(std::string_view service)
{
    if (service == "web-gateway")
        return 2200;
    if (service == "app-gateway")
        return 450;
    if (service == "open-api")
        return 290;
    if (service == "dispatch" || service == "settlement" || service == "refund")
        return 12; // woken by timers and operators, not through a gateway
    if (service == "indexer" || service == "wishlist")
        return 25;
    return service == "bi-export" ? 0.5 : 0;
}

double dayCurve(double secondOfDay)
{
    constexpr double hour = 3600;
    const auto bump = [secondOfDay](double at, double width) {
        double away = std::abs(secondOfDay - at * hour);
        away = std::min(away, 24 * hour - away) / (width * hour);
        return std::exp(-away * away);
    };
    return std::min(1.0, 0.18 + 0.62 * bump(14, 5.2) + 0.30 * bump(20.5, 2.0) + 0.16 * bump(10.5, 1.6));
}

std::string javaPackage(const ServiceSpec& service)
{
    std::string word(service.name.substr(0, service.name.find('-')));
    return "com.example." + std::string(service.nameSpace) + '.' + word;
}

} // namespace Strato::Estate
