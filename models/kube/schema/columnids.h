// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string_view>

/// Stable ids of the columns that Kubernetes kinds have (schema/kubeschemas.cpp says which kind has which, and of what
/// type). Name, namespace, cluster, age and labels are fields of Record, not columns, but for column 0: the name.
namespace Strato::Columns {

inline constexpr std::string_view name = "name"; ///< Text; column 0 of every kind

// Every kind, hidden.
inline constexpr std::string_view changedBy = "changedBy"; ///< Text; newest field manager but for status writers
inline constexpr std::string_view changedAt = "changedAt"; ///< Time; when it wrote
inline constexpr std::string_view generation = "generation"; ///< Count; metadata.generation
inline constexpr std::string_view finalizers = "finalizers"; ///< Text, joined by ','

// Shared by several kinds.
inline constexpr std::string_view status = "status"; ///< State; the word kubectl prints
inline constexpr std::string_view ready = "ready"; ///< Fraction; ready of wanted
inline constexpr std::string_view conditions = "conditions"; ///< Text; "Type=Status(Reason)" joined by ','
inline constexpr std::string_view message = "message"; ///< Text; the most telling message of the status
inline constexpr std::string_view containers = "containers"; ///< Text; names joined by ','
inline constexpr std::string_view images = "images"; ///< Text; joined by ','
inline constexpr std::string_view selector = "selector"; ///< Text; as kubectl prints it
inline constexpr std::string_view type = "type"; ///< Text
inline constexpr std::string_view ports = "ports"; ///< Text
inline constexpr std::string_view data = "data"; ///< Count; of keys
inline constexpr std::string_view cpuRequest = "cpuRequest"; ///< Cpu; of a pod, or of one pod of a workload's template
inline constexpr std::string_view cpuLimit = "cpuLimit"; ///< Cpu; missing where a container has none
inline constexpr std::string_view memoryRequest = "memoryRequest"; ///< Bytes
inline constexpr std::string_view memoryLimit = "memoryLimit"; ///< Bytes; missing where a container has none
inline constexpr std::string_view node = "node"; ///< Text

// Pod.
inline constexpr std::string_view restarts = "restarts"; ///< Count; as kubectl counts
inline constexpr std::string_view lastRestart = "lastRestart"; ///< Age
inline constexpr std::string_view ip = "ip"; ///< Text
inline constexpr std::string_view nominatedNode = "nominatedNode"; ///< Text
inline constexpr std::string_view readinessGates = "readinessGates"; ///< Fraction
inline constexpr std::string_view phase = "phase"; ///< Text
inline constexpr std::string_view containerStates = "containerStates"; ///< Text; "name=State(Reason)" joined by ','
inline constexpr std::string_view waitingReason = "waitingReason"; ///< Text; of the first container that waits
inline constexpr std::string_view lastTermination = "lastTermination"; ///< Text; reason of the newest end ("OOMKilled")
inline constexpr std::string_view lastTerminationAt = "lastTerminationAt"; ///< Time; of the newest end
inline constexpr std::string_view lastExitCode = "lastExitCode"; ///< Count; of the newest end
inline constexpr std::string_view unready = "unready"; ///< Text; containers that are not ready, joined by ','
inline constexpr std::string_view readySince = "readySince"; ///< Time; last change of condition Ready
inline constexpr std::string_view startedAt = "startedAt"; ///< Time
inline constexpr std::string_view unschedulable = "unschedulable"; ///< Flag; pod: no node fits; node: cordoned
inline constexpr std::string_view qosClass = "qosClass"; ///< Text
inline constexpr std::string_view serviceAccount = "serviceAccount"; ///< Text
inline constexpr std::string_view priorityClass = "priorityClass"; ///< Text
inline constexpr std::string_view hostIp = "hostIp"; ///< Text
inline constexpr std::string_view hostNetwork = "hostNetwork"; ///< Flag
inline constexpr std::string_view containerIds = "containerIds"; ///< Text; "name=runtime://id" joined by ','
inline constexpr std::string_view claims = "claims"; ///< Text; names of its volume claims joined by ','

// Node.
inline constexpr std::string_view roles = "roles"; ///< Text
inline constexpr std::string_view version = "version"; ///< Text; kubelet
inline constexpr std::string_view internalIp = "internalIp"; ///< Text
inline constexpr std::string_view externalIp = "externalIp"; ///< Text
inline constexpr std::string_view hostname = "hostname"; ///< Text
inline constexpr std::string_view osImage = "osImage"; ///< Text
inline constexpr std::string_view kernel = "kernel"; ///< Text
inline constexpr std::string_view runtime = "runtime"; ///< Text
inline constexpr std::string_view architecture = "architecture"; ///< Text
inline constexpr std::string_view cpuCapacity = "cpuCapacity"; ///< Cpu
inline constexpr std::string_view memoryCapacity = "memoryCapacity"; ///< Bytes
inline constexpr std::string_view podsCapacity = "podsCapacity"; ///< Count
inline constexpr std::string_view storageCapacity = "storageCapacity"; ///< Bytes; ephemeral-storage
inline constexpr std::string_view cpuAllocatable = "cpuAllocatable"; ///< Cpu
inline constexpr std::string_view memoryAllocatable = "memoryAllocatable"; ///< Bytes
inline constexpr std::string_view podsAllocatable = "podsAllocatable"; ///< Count
inline constexpr std::string_view storageAllocatable = "storageAllocatable"; ///< Bytes
inline constexpr std::string_view pressures = "pressures"; ///< Text; conditions that are True and bad, joined by ','
inline constexpr std::string_view taints = "taints"; ///< Text; "key=value:Effect" joined by ','
inline constexpr std::string_view zone = "zone"; ///< Text
inline constexpr std::string_view region = "region"; ///< Text
inline constexpr std::string_view instanceType = "instanceType"; ///< Text
inline constexpr std::string_view providerId = "providerId"; ///< Text
inline constexpr std::string_view machineId = "machineId"; ///< Text
inline constexpr std::string_view systemUuid = "systemUuid"; ///< Text

// Workloads.
inline constexpr std::string_view replicas = "replicas"; ///< Count; wanted (spec)
inline constexpr std::string_view currentReplicas = "currentReplicas"; ///< Count; there are (status)
inline constexpr std::string_view updated = "updated"; ///< Count
inline constexpr std::string_view available = "available"; ///< Count
inline constexpr std::string_view unavailable = "unavailable"; ///< Count
inline constexpr std::string_view misscheduled = "misscheduled"; ///< Count
inline constexpr std::string_view nodeSelector = "nodeSelector"; ///< Text
inline constexpr std::string_view strategy = "strategy"; ///< Text
inline constexpr std::string_view paused = "paused"; ///< Flag
inline constexpr std::string_view observedGeneration = "observedGeneration"; ///< Count
inline constexpr std::string_view progressing = "progressing"; ///< Text; reason of condition Progressing
inline constexpr std::string_view progressAt = "progressAt"; ///< Time; last change of condition Progressing
inline constexpr std::string_view revision = "revision"; ///< Text; deployment.kubernetes.io/revision, update revision
inline constexpr std::string_view serviceName = "serviceName"; ///< Text

// Job, CronJob.
inline constexpr std::string_view completions = "completions"; ///< Fraction; succeeded of wanted
inline constexpr std::string_view duration = "duration"; ///< DurationNs; missing while it runs
inline constexpr std::string_view completedAt = "completedAt"; ///< Time
inline constexpr std::string_view active = "active"; ///< Count
inline constexpr std::string_view failed = "failed"; ///< Count
inline constexpr std::string_view succeeded = "succeeded"; ///< Count
inline constexpr std::string_view schedule = "schedule"; ///< Text
inline constexpr std::string_view timeZone = "timeZone"; ///< Text
inline constexpr std::string_view suspend = "suspend"; ///< Flag
inline constexpr std::string_view lastSchedule = "lastSchedule"; ///< Age
inline constexpr std::string_view lastSuccess = "lastSuccess"; ///< Age

// Service, Ingress, EndpointSlice.
inline constexpr std::string_view clusterIp = "clusterIp"; ///< Text
inline constexpr std::string_view ingressClass = "ingressClass"; ///< Text
inline constexpr std::string_view hosts = "hosts"; ///< Text
inline constexpr std::string_view address = "address"; ///< Text
inline constexpr std::string_view backends = "backends"; ///< Text; services it leads to, joined by ','
inline constexpr std::string_view addressType = "addressType"; ///< Text
inline constexpr std::string_view endpoints = "endpoints"; ///< Text; addresses, as kubectl prints them
inline constexpr std::string_view endpointsReady = "endpointsReady"; ///< Fraction
inline constexpr std::string_view targets = "targets"; ///< Text; EndpointSlice: pods behind it; HPA: metrics as kubectl
inline constexpr std::string_view service = "service"; ///< Text; EndpointSlice: the service it belongs to

// Volumes.
inline constexpr std::string_view volume = "volume"; ///< Text
inline constexpr std::string_view capacity = "capacity"; ///< Bytes
inline constexpr std::string_view requested = "requested"; ///< Bytes
inline constexpr std::string_view accessModes = "accessModes"; ///< Text; "RWO,RWX"
inline constexpr std::string_view storageClass = "storageClass"; ///< Text
inline constexpr std::string_view volumeMode = "volumeMode"; ///< Text
inline constexpr std::string_view reclaimPolicy = "reclaimPolicy"; ///< Text
inline constexpr std::string_view claim = "claim"; ///< Text; namespace/name
inline constexpr std::string_view reasonText = "reasonText"; ///< Text; status.reason
inline constexpr std::string_view provisioner = "provisioner"; ///< Text
inline constexpr std::string_view bindingMode = "bindingMode"; ///< Text
inline constexpr std::string_view expandable = "expandable"; ///< Flag
inline constexpr std::string_view isDefault = "isDefault"; ///< Flag

// Event.
inline constexpr std::string_view lastSeen = "lastSeen"; ///< Age
inline constexpr std::string_view firstSeen = "firstSeen"; ///< Age
inline constexpr std::string_view eventReason = "eventReason"; ///< Text
inline constexpr std::string_view object = "object"; ///< Text; "pod/name" as kubectl prints it
inline constexpr std::string_view objectKind = "objectKind"; ///< Text
inline constexpr std::string_view objectName = "objectName"; ///< Text
inline constexpr std::string_view objectNamespace = "objectNamespace"; ///< Text
inline constexpr std::string_view objectUid = "objectUid"; ///< Text
inline constexpr std::string_view objectApiVersion = "objectApiVersion"; ///< Text
inline constexpr std::string_view subobject = "subobject"; ///< Text; field path
inline constexpr std::string_view source = "source"; ///< Text; component and host
inline constexpr std::string_view count = "count"; ///< Count

// HPA, PDB, quota, account, lease.
inline constexpr std::string_view reference = "reference"; ///< Text; "Deployment/web"
inline constexpr std::string_view minPods = "minPods"; ///< Count
inline constexpr std::string_view maxPods = "maxPods"; ///< Count
inline constexpr std::string_view desired = "desired"; ///< Count
inline constexpr std::string_view minAvailable = "minAvailable"; ///< Text; "1" or "50%"
inline constexpr std::string_view maxUnavailable = "maxUnavailable"; ///< Text
inline constexpr std::string_view allowedDisruptions = "allowedDisruptions"; ///< Count
inline constexpr std::string_view currentHealthy = "currentHealthy"; ///< Count
inline constexpr std::string_view desiredHealthy = "desiredHealthy"; ///< Count
inline constexpr std::string_view expectedPods = "expectedPods"; ///< Count
inline constexpr std::string_view requests = "requests"; ///< Text; quota "cpu: 1/2, pods: 3/10"
inline constexpr std::string_view limits = "limits"; ///< Text; quota "limits.cpu: 1/2"
inline constexpr std::string_view fullest = "fullest"; ///< Ratio; the largest used/hard of a quota
inline constexpr std::string_view fullestName = "fullestName"; ///< Text; which resource that is
inline constexpr std::string_view secrets = "secrets"; ///< Count
inline constexpr std::string_view holder = "holder"; ///< Text
inline constexpr std::string_view renewedAt = "renewedAt"; ///< Age

} // namespace Strato::Columns
