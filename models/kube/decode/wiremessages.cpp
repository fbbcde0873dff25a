// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/kube/decode/wiremessages.h"

#include <algorithm>
#include <array>

// Names and numbers: generated.proto of k8s.io/api and k8s.io/apimachinery v0.34 (they never change once released).
namespace Strato::WireMessages {

namespace {

using enum WireKind;

// ---- meta/v1
constexpr auto ownerFields
    = std::to_array<WireField>({ { "kind", 1 }, { "name", 3 }, { "uid", 4 }, { "controller", 6, Bool } });
constexpr WireMessage owner { ownerFields };
constexpr auto managedFieldsFields
    = std::to_array<WireField>({ { "manager", 1 }, { "time", 4, Time }, { "subresource", 8 } });
constexpr WireMessage managedFields { managedFieldsFields };
constexpr auto objectMetaFields
    = std::to_array<WireField>({ { "name", 1 }, { "namespace", 3 }, { "uid", 5 }, { "resourceVersion", 6 },
        { "generation", 7, Int }, { "creationTimestamp", 8, Time }, { "deletionTimestamp", 9, Time },
        { "labels", 11, TextMap }, { "annotations", 12, TextMap }, { "ownerReferences", 13, Message, &owner },
        { "finalizers", 14 }, { "managedFields", 17, Message, &managedFields } });
constexpr WireMessage objectMeta { objectMetaFields };
constexpr auto listMetaFields
    = std::to_array<WireField>({ { "resourceVersion", 2 }, { "continue", 3 }, { "remainingItemCount", 4, Int } });
constexpr auto requirementFields = std::to_array<WireField>({ { "key", 1 }, { "operator", 2 }, { "values", 3 } });
constexpr WireMessage requirement { requirementFields };
constexpr auto selectorFields
    = std::to_array<WireField>({ { "matchLabels", 1, TextMap }, { "matchExpressions", 2, Message, &requirement } });
constexpr WireMessage selector { selectorFields };
constexpr auto metaConditionFields = std::to_array<WireField>(
    { { "type", 1 }, { "status", 2 }, { "lastTransitionTime", 4, Time }, { "reason", 5 }, { "message", 6 } });
constexpr WireMessage metaCondition { metaConditionFields };
constexpr auto causeFields = std::to_array<WireField>({ { "reason", 1 }, { "message", 2 }, { "field", 3 } });
constexpr WireMessage cause { causeFields };
constexpr auto statusDetailsFields
    = std::to_array<WireField>({ { "causes", 4, Message, &cause }, { "retryAfterSeconds", 5, Int } });
constexpr WireMessage statusDetails { statusDetailsFields };
constexpr auto statusFields = std::to_array<WireField>({ { "kind", 0 }, { "status", 2 }, { "message", 3 },
    { "reason", 4 }, { "details", 5, Message, &statusDetails }, { "code", 6, Int } });
constexpr auto rawExtensionFields = std::to_array<WireField>({ { "raw", 1 } });
constexpr WireMessage rawExtension { rawExtensionFields };
constexpr auto watchEventFields = std::to_array<WireField>({ { "type", 1 }, { "object", 2, Message, &rawExtension } });

constexpr WireField kindField { "kind", 0 };
constexpr WireField metadataField { "metadata", 1, Message, &objectMeta };
constexpr auto metadataOnlyFields = std::to_array<WireField>({ kindField, metadataField });

// ---- core/v1: pods
constexpr auto resourcesFields
    = std::to_array<WireField>({ { "limits", 1, QuantityMap }, { "requests", 2, QuantityMap } });
constexpr WireMessage resources { resourcesFields };
constexpr auto containerFields = std::to_array<WireField>(
    { { "name", 1 }, { "image", 2 }, { "resources", 8, Message, &resources }, { "restartPolicy", 24 } });
constexpr WireMessage container { containerFields };
constexpr auto claimSourceFields = std::to_array<WireField>({ { "claimName", 1 } });
constexpr WireMessage claimSource { claimSourceFields };
// In JSON the source's fields stand in the volume itself, so the same field is listed at both levels.
constexpr WireField claimField { "persistentVolumeClaim", 10, Message, &claimSource };
constexpr auto volumeSourceFields = std::to_array<WireField>({ claimField });
constexpr WireMessage volumeSource { volumeSourceFields };
constexpr auto volumeFields = std::to_array<WireField>(
    { { "volumeSource", 2, Message, &volumeSource }, { "persistentVolumeClaim", 0, Message, &claimSource } });
constexpr WireMessage volume { volumeFields };
constexpr auto gateFields = std::to_array<WireField>({ { "conditionType", 1 } });
constexpr WireMessage gate { gateFields };
constexpr auto podSpecFields = std::to_array<WireField>({ { "volumes", 1, Message, &volume },
    { "containers", 2, Message, &container }, { "nodeSelector", 7, TextMap }, { "serviceAccountName", 8 },
    { "nodeName", 10 }, { "hostNetwork", 11, Bool }, { "initContainers", 20, Message, &container },
    { "priorityClassName", 24 }, { "readinessGates", 28, Message, &gate }, { "overhead", 32, QuantityMap },
    { "resources", 40, Message, &resources } });
constexpr WireMessage podSpec { podSpecFields };
constexpr auto waitingFields = std::to_array<WireField>({ { "reason", 1 }, { "message", 2 } });
constexpr WireMessage waiting { waitingFields };
constexpr WireMessage running { {} }; // that it is there says all
constexpr auto terminatedFields = std::to_array<WireField>(
    { { "exitCode", 1, Int }, { "signal", 2, Int }, { "reason", 3 }, { "message", 4 }, { "finishedAt", 6, Time } });
constexpr WireMessage terminated { terminatedFields };
constexpr auto containerStateFields = std::to_array<WireField>({ { "waiting", 1, Message, &waiting },
    { "running", 2, Message, &running }, { "terminated", 3, Message, &terminated } });
constexpr WireMessage containerState { containerStateFields };
constexpr auto containerStatusFields = std::to_array<WireField>(
    { { "name", 1 }, { "state", 2, Message, &containerState }, { "lastState", 3, Message, &containerState },
        { "ready", 4, Bool }, { "restartCount", 5, Int }, { "containerID", 8 }, { "started", 9, Bool } });
constexpr WireMessage containerStatus { containerStatusFields };
constexpr auto podConditionFields = std::to_array<WireField>(
    { { "type", 1 }, { "status", 2 }, { "lastTransitionTime", 4, Time }, { "reason", 5 }, { "message", 6 } });
constexpr WireMessage podCondition { podConditionFields };
constexpr auto podStatusFields = std::to_array<WireField>(
    { { "phase", 1 }, { "conditions", 2, Message, &podCondition }, { "message", 3 }, { "reason", 4 }, { "hostIP", 5 },
        { "podIP", 6 }, { "startTime", 7, Time }, { "containerStatuses", 8, Message, &containerStatus },
        { "qosClass", 9 }, { "initContainerStatuses", 10, Message, &containerStatus }, { "nominatedNodeName", 11 } });
constexpr WireMessage podStatus { podStatusFields };
constexpr auto podFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &podSpec }, { "status", 3, Message, &podStatus } });
constexpr WireMessage pod { podFields };
constexpr auto templateFields = std::to_array<WireField>({ metadataField, { "spec", 2, Message, &podSpec } });
constexpr WireMessage podTemplate { templateFields };

// ---- core/v1: nodes, namespaces
constexpr auto taintFields = std::to_array<WireField>({ { "key", 1 }, { "value", 2 }, { "effect", 3 } });
constexpr WireMessage taint { taintFields };
constexpr auto nodeSpecFields
    = std::to_array<WireField>({ { "providerID", 3 }, { "unschedulable", 4, Bool }, { "taints", 5, Message, &taint } });
constexpr WireMessage nodeSpec { nodeSpecFields };
constexpr auto nodeConditionFields = std::to_array<WireField>(
    { { "type", 1 }, { "status", 2 }, { "lastTransitionTime", 4, Time }, { "reason", 5 }, { "message", 6 } });
constexpr WireMessage nodeCondition { nodeConditionFields };
constexpr auto nodeAddressFields = std::to_array<WireField>({ { "type", 1 }, { "address", 2 } });
constexpr WireMessage nodeAddress { nodeAddressFields };
constexpr auto nodeInfoFields
    = std::to_array<WireField>({ { "machineID", 1 }, { "systemUUID", 2 }, { "kernelVersion", 4 }, { "osImage", 5 },
        { "containerRuntimeVersion", 6 }, { "kubeletVersion", 7 }, { "architecture", 10 } });
constexpr WireMessage nodeInfo { nodeInfoFields };
constexpr auto nodeStatusFields = std::to_array<WireField>(
    { { "capacity", 1, QuantityMap }, { "allocatable", 2, QuantityMap }, { "conditions", 4, Message, &nodeCondition },
        { "addresses", 5, Message, &nodeAddress }, { "nodeInfo", 7, Message, &nodeInfo } });
constexpr WireMessage nodeStatus { nodeStatusFields };
constexpr auto nodeFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &nodeSpec }, { "status", 3, Message, &nodeStatus } });
constexpr WireMessage node { nodeFields };
constexpr auto namespaceStatusFields
    = std::to_array<WireField>({ { "phase", 1 }, { "conditions", 2, Message, &podCondition } });
constexpr WireMessage namespaceStatus { namespaceStatusFields };
constexpr auto namespaceFields
    = std::to_array<WireField>({ kindField, metadataField, { "status", 3, Message, &namespaceStatus } });
constexpr WireMessage nameSpace { namespaceFields };

// ---- core/v1: events
constexpr auto referenceFields = std::to_array<WireField>(
    { { "kind", 1 }, { "namespace", 2 }, { "name", 3 }, { "uid", 4 }, { "apiVersion", 5 }, { "fieldPath", 7 } });
constexpr WireMessage reference { referenceFields };
constexpr auto eventSourceFields = std::to_array<WireField>({ { "component", 1 }, { "host", 2 } });
constexpr WireMessage eventSource { eventSourceFields };
constexpr auto eventSeriesFields = std::to_array<WireField>({ { "count", 1, Int }, { "lastObservedTime", 2, Time } });
constexpr WireMessage eventSeries { eventSeriesFields };
constexpr auto eventFields
    = std::to_array<WireField>({ kindField, metadataField, { "involvedObject", 2, Message, &reference },
        { "reason", 3 }, { "message", 4 }, { "source", 5, Message, &eventSource }, { "firstTimestamp", 6, Time },
        { "lastTimestamp", 7, Time }, { "count", 8, Int }, { "type", 9 }, { "eventTime", 10, Time },
        { "series", 11, Message, &eventSeries }, { "reportingComponent", 14 }, { "reportingInstance", 15 } });
constexpr WireMessage event { eventFields };

// ---- core/v1: services, config, volumes, accounts, quotas
constexpr auto servicePortFields
    = std::to_array<WireField>({ { "name", 1 }, { "protocol", 2 }, { "port", 3, Int }, { "nodePort", 5, Int } });
constexpr WireMessage servicePort { servicePortFields };
constexpr auto serviceSpecFields = std::to_array<WireField>({ { "ports", 1, Message, &servicePort },
    { "selector", 2, TextMap }, { "clusterIP", 3 }, { "type", 4 }, { "externalIPs", 5 }, { "externalName", 10 } });
constexpr WireMessage serviceSpec { serviceSpecFields };
constexpr auto ingressPointFields = std::to_array<WireField>({ { "ip", 1 }, { "hostname", 2 } });
constexpr WireMessage ingressPoint { ingressPointFields };
constexpr auto loadBalancerFields = std::to_array<WireField>({ { "ingress", 1, Message, &ingressPoint } });
constexpr WireMessage loadBalancer { loadBalancerFields };
constexpr auto loadBalancedFields = std::to_array<WireField>({ { "loadBalancer", 1, Message, &loadBalancer } });
constexpr WireMessage loadBalanced { loadBalancedFields };
constexpr auto serviceFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &serviceSpec }, { "status", 3, Message, &loadBalanced } });
constexpr WireMessage service { serviceFields };
constexpr auto configMapFields
    = std::to_array<WireField>({ kindField, metadataField, { "data", 2, KeyCount }, { "binaryData", 3, KeyCount } });
constexpr WireMessage configMap { configMapFields };
constexpr auto secretFields
    = std::to_array<WireField>({ kindField, metadataField, { "data", 2, KeyCount }, { "type", 3 } });
constexpr WireMessage secret { secretFields };
constexpr auto claimSpecFields = std::to_array<WireField>({ { "accessModes", 1 },
    { "resources", 2, Message, &resources }, { "volumeName", 3 }, { "storageClassName", 5 }, { "volumeMode", 6 } });
constexpr WireMessage claimSpec { claimSpecFields };
constexpr auto claimStatusFields = std::to_array<WireField>({ { "phase", 1 }, { "accessModes", 2 },
    { "capacity", 3, QuantityMap }, { "conditions", 4, Message, &podCondition } });
constexpr WireMessage claimStatus { claimStatusFields };
constexpr auto claimFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &claimSpec }, { "status", 3, Message, &claimStatus } });
constexpr WireMessage persistentVolumeClaim { claimFields };
constexpr auto volumeSpecFields = std::to_array<WireField>(
    { { "capacity", 1, QuantityMap }, { "accessModes", 3 }, { "claimRef", 4, Message, &reference },
        { "persistentVolumeReclaimPolicy", 5 }, { "storageClassName", 6 }, { "volumeMode", 8 } });
constexpr WireMessage volumeSpec { volumeSpecFields };
constexpr auto volumeStatusFields = std::to_array<WireField>({ { "phase", 1 }, { "message", 2 }, { "reason", 3 } });
constexpr WireMessage volumeStatus { volumeStatusFields };
constexpr auto persistentVolumeFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &volumeSpec }, { "status", 3, Message, &volumeStatus } });
constexpr WireMessage persistentVolume { persistentVolumeFields };
constexpr auto accountFields
    = std::to_array<WireField>({ kindField, metadataField, { "secrets", 2, Message, &reference } });
constexpr WireMessage serviceAccount { accountFields };
constexpr auto quotaStatusFields = std::to_array<WireField>({ { "hard", 1, QuantityMap }, { "used", 2, QuantityMap } });
constexpr WireMessage quotaStatus { quotaStatusFields };
constexpr auto quotaFields
    = std::to_array<WireField>({ kindField, metadataField, { "status", 3, Message, &quotaStatus } });
constexpr WireMessage resourceQuota { quotaFields };

// ---- apps/v1
constexpr auto workloadConditionFields = std::to_array<WireField>(
    { { "type", 1 }, { "status", 2 }, { "lastTransitionTime", 3, Time }, { "reason", 4 }, { "message", 5 } });
constexpr WireMessage workloadCondition { workloadConditionFields };
constexpr auto deploymentConditionFields = std::to_array<WireField>(
    { { "type", 1 }, { "status", 2 }, { "reason", 4 }, { "message", 5 }, { "lastTransitionTime", 7, Time } });
constexpr WireMessage deploymentCondition { deploymentConditionFields };
constexpr auto strategyFields = std::to_array<WireField>({ { "type", 1 } });
constexpr WireMessage strategy { strategyFields };
constexpr auto deploymentSpecFields
    = std::to_array<WireField>({ { "replicas", 1, Int }, { "selector", 2, Message, &selector },
        { "template", 3, Message, &podTemplate }, { "strategy", 4, Message, &strategy }, { "paused", 7, Bool } });
constexpr WireMessage deploymentSpec { deploymentSpecFields };
constexpr auto deploymentStatusFields
    = std::to_array<WireField>({ { "observedGeneration", 1, Int }, { "replicas", 2, Int },
        { "updatedReplicas", 3, Int }, { "availableReplicas", 4, Int }, { "unavailableReplicas", 5, Int },
        { "conditions", 6, Message, &deploymentCondition }, { "readyReplicas", 7, Int } });
constexpr WireMessage deploymentStatus { deploymentStatusFields };
constexpr auto deploymentFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &deploymentSpec }, { "status", 3, Message, &deploymentStatus } });
constexpr WireMessage deployment { deploymentFields };
constexpr auto statefulSetSpecFields
    = std::to_array<WireField>({ { "replicas", 1, Int }, { "selector", 2, Message, &selector },
        { "template", 3, Message, &podTemplate }, { "serviceName", 5 }, { "updateStrategy", 7, Message, &strategy } });
constexpr WireMessage statefulSetSpec { statefulSetSpecFields };
constexpr auto statefulSetStatusFields
    = std::to_array<WireField>({ { "observedGeneration", 1, Int }, { "replicas", 2, Int }, { "readyReplicas", 3, Int },
        { "currentReplicas", 4, Int }, { "updatedReplicas", 5, Int }, { "currentRevision", 6 }, { "updateRevision", 7 },
        { "conditions", 10, Message, &workloadCondition }, { "availableReplicas", 11, Int } });
constexpr WireMessage statefulSetStatus { statefulSetStatusFields };
constexpr auto statefulSetFields = std::to_array<WireField>({ kindField, metadataField,
    { "spec", 2, Message, &statefulSetSpec }, { "status", 3, Message, &statefulSetStatus } });
constexpr WireMessage statefulSet { statefulSetFields };
constexpr auto daemonSetSpecFields = std::to_array<WireField>({ { "selector", 1, Message, &selector },
    { "template", 2, Message, &podTemplate }, { "updateStrategy", 3, Message, &strategy } });
constexpr WireMessage daemonSetSpec { daemonSetSpecFields };
constexpr auto daemonSetStatusFields = std::to_array<WireField>({ { "currentNumberScheduled", 1, Int },
    { "numberMisscheduled", 2, Int }, { "desiredNumberScheduled", 3, Int }, { "numberReady", 4, Int },
    { "observedGeneration", 5, Int }, { "updatedNumberScheduled", 6, Int }, { "numberAvailable", 7, Int },
    { "numberUnavailable", 8, Int }, { "conditions", 10, Message, &workloadCondition } });
constexpr WireMessage daemonSetStatus { daemonSetStatusFields };
constexpr auto daemonSetFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &daemonSetSpec }, { "status", 3, Message, &daemonSetStatus } });
constexpr WireMessage daemonSet { daemonSetFields };
constexpr auto replicaSetSpecFields = std::to_array<WireField>(
    { { "replicas", 1, Int }, { "selector", 2, Message, &selector }, { "template", 3, Message, &podTemplate } });
constexpr WireMessage replicaSetSpec { replicaSetSpecFields };
constexpr auto replicaSetStatusFields
    = std::to_array<WireField>({ { "replicas", 1, Int }, { "observedGeneration", 3, Int }, { "readyReplicas", 4, Int },
        { "availableReplicas", 5, Int }, { "conditions", 6, Message, &workloadCondition } });
constexpr WireMessage replicaSetStatus { replicaSetStatusFields };
constexpr auto replicaSetFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &replicaSetSpec }, { "status", 3, Message, &replicaSetStatus } });
constexpr WireMessage replicaSet { replicaSetFields };

// ---- batch/v1
constexpr auto jobSpecFields = std::to_array<WireField>({ { "completions", 2, Int },
    { "selector", 4, Message, &selector }, { "template", 6, Message, &podTemplate }, { "suspend", 10, Bool } });
constexpr WireMessage jobSpec { jobSpecFields };
constexpr auto jobStatusFields
    = std::to_array<WireField>({ { "conditions", 1, Message, &podCondition }, { "startTime", 2, Time },
        { "completionTime", 3, Time }, { "active", 4, Int }, { "succeeded", 5, Int }, { "failed", 6, Int } });
constexpr WireMessage jobStatus { jobStatusFields };
constexpr auto jobFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &jobSpec }, { "status", 3, Message, &jobStatus } });
constexpr WireMessage job { jobFields };
constexpr auto jobTemplateFields = std::to_array<WireField>({ { "spec", 2, Message, &jobSpec } });
constexpr WireMessage jobTemplate { jobTemplateFields };
constexpr auto cronJobSpecFields = std::to_array<WireField>(
    { { "schedule", 1 }, { "suspend", 4, Bool }, { "jobTemplate", 5, Message, &jobTemplate }, { "timeZone", 8 } });
constexpr WireMessage cronJobSpec { cronJobSpecFields };
constexpr auto cronJobStatusFields = std::to_array<WireField>(
    { { "active", 1, Message, &reference }, { "lastScheduleTime", 4, Time }, { "lastSuccessfulTime", 5, Time } });
constexpr WireMessage cronJobStatus { cronJobStatusFields };
constexpr auto cronJobFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &cronJobSpec }, { "status", 3, Message, &cronJobStatus } });
constexpr WireMessage cronJob { cronJobFields };

// ---- networking/v1, discovery/v1
constexpr auto serviceBackendFields = std::to_array<WireField>({ { "name", 1 } });
constexpr WireMessage serviceBackend { serviceBackendFields };
constexpr auto backendFields = std::to_array<WireField>({ { "service", 4, Message, &serviceBackend } });
constexpr WireMessage backend { backendFields };
constexpr auto pathFields = std::to_array<WireField>({ { "backend", 2, Message, &backend } });
constexpr WireMessage path { pathFields };
constexpr auto httpRuleFields = std::to_array<WireField>({ { "paths", 1, Message, &path } });
constexpr WireMessage httpRule { httpRuleFields };
constexpr auto ruleValueFields = std::to_array<WireField>({ { "http", 1, Message, &httpRule } });
constexpr WireMessage ruleValue { ruleValueFields };
// As with volumes, JSON has the rule's value in the rule itself.
constexpr auto ingressRuleFields = std::to_array<WireField>(
    { { "host", 1 }, { "ingressRuleValue", 2, Message, &ruleValue }, { "http", 0, Message, &httpRule } });
constexpr WireMessage ingressRule { ingressRuleFields };
constexpr WireMessage ingressTls { {} }; // that it is there says all
constexpr auto ingressSpecFields = std::to_array<WireField>({ { "defaultBackend", 1, Message, &backend },
    { "tls", 2, Message, &ingressTls }, { "rules", 3, Message, &ingressRule }, { "ingressClassName", 4 } });
constexpr WireMessage ingressSpec { ingressSpecFields };
constexpr auto ingressFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &ingressSpec }, { "status", 3, Message, &loadBalanced } });
constexpr WireMessage ingress { ingressFields };
constexpr auto endpointConditionsFields = std::to_array<WireField>({ { "ready", 1, Bool } });
constexpr WireMessage endpointConditions { endpointConditionsFields };
constexpr auto endpointFields = std::to_array<WireField>({ { "addresses", 1 },
    { "conditions", 2, Message, &endpointConditions }, { "targetRef", 4, Message, &reference }, { "nodeName", 6 } });
constexpr WireMessage endpoint { endpointFields };
constexpr auto endpointPortFields = std::to_array<WireField>({ { "name", 1 }, { "protocol", 2 }, { "port", 3, Int } });
constexpr WireMessage endpointPort { endpointPortFields };
constexpr auto endpointSliceFields = std::to_array<WireField>({ kindField, metadataField,
    { "endpoints", 2, Message, &endpoint }, { "ports", 3, Message, &endpointPort }, { "addressType", 4 } });
constexpr WireMessage endpointSlice { endpointSliceFields };

// ---- autoscaling/v2
constexpr auto scaleTargetFields = std::to_array<WireField>({ { "kind", 1 }, { "name", 2 } });
constexpr WireMessage scaleTarget { scaleTargetFields };
constexpr auto metricTargetFields = std::to_array<WireField>(
    { { "type", 1 }, { "value", 2, Quantity }, { "averageValue", 3, Quantity }, { "averageUtilization", 4, Int } });
constexpr WireMessage metricTarget { metricTargetFields };
constexpr auto metricValueFields = std::to_array<WireField>(
    { { "value", 1, Quantity }, { "averageValue", 2, Quantity }, { "averageUtilization", 3, Int } });
constexpr WireMessage metricValue { metricValueFields };
constexpr auto namedSourceFields = std::to_array<WireField>({ { "name", 1 }, { "target", 2, Message, &metricTarget } });
constexpr WireMessage namedSource { namedSourceFields };
constexpr auto targetSourceFields = std::to_array<WireField>({ { "target", 2, Message, &metricTarget } });
constexpr WireMessage targetSource { targetSourceFields };
constexpr auto currentStatusFields = std::to_array<WireField>({ { "current", 2, Message, &metricValue } });
constexpr WireMessage currentStatus { currentStatusFields };
constexpr auto metricSpecFields = std::to_array<WireField>({ { "type", 1 }, { "object", 2, Message, &targetSource },
    { "pods", 3, Message, &targetSource }, { "resource", 4, Message, &namedSource },
    { "external", 5, Message, &targetSource }, { "containerResource", 7, Message, &namedSource } });
constexpr WireMessage metricSpec { metricSpecFields };
constexpr auto metricStatusFields = std::to_array<WireField>({ { "type", 1 }, { "object", 2, Message, &currentStatus },
    { "pods", 3, Message, &currentStatus }, { "resource", 4, Message, &currentStatus },
    { "external", 5, Message, &currentStatus }, { "containerResource", 7, Message, &currentStatus } });
constexpr WireMessage metricStatus { metricStatusFields };
constexpr auto hpaSpecFields = std::to_array<WireField>({ { "scaleTargetRef", 1, Message, &scaleTarget },
    { "minReplicas", 2, Int }, { "maxReplicas", 3, Int }, { "metrics", 4, Message, &metricSpec } });
constexpr WireMessage hpaSpec { hpaSpecFields };
constexpr auto hpaStatusFields = std::to_array<WireField>(
    { { "lastScaleTime", 2, Time }, { "currentReplicas", 3, Int }, { "desiredReplicas", 4, Int },
        { "currentMetrics", 5, Message, &metricStatus }, { "conditions", 6, Message, &workloadCondition } });
constexpr WireMessage hpaStatus { hpaStatusFields };
constexpr auto hpaFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &hpaSpec }, { "status", 3, Message, &hpaStatus } });
constexpr WireMessage horizontalPodAutoscaler { hpaFields };

// ---- policy/v1, storage/v1, coordination/v1
constexpr auto budgetSpecFields = std::to_array<WireField>({ { "minAvailable", 1, IntOrString },
    { "selector", 2, Message, &selector }, { "maxUnavailable", 3, IntOrString } });
constexpr WireMessage budgetSpec { budgetSpecFields };
constexpr auto budgetStatusFields
    = std::to_array<WireField>({ { "disruptionsAllowed", 3, Int }, { "currentHealthy", 4, Int },
        { "desiredHealthy", 5, Int }, { "expectedPods", 6, Int }, { "conditions", 7, Message, &metaCondition } });
constexpr WireMessage budgetStatus { budgetStatusFields };
constexpr auto budgetFields = std::to_array<WireField>(
    { kindField, metadataField, { "spec", 2, Message, &budgetSpec }, { "status", 3, Message, &budgetStatus } });
constexpr WireMessage podDisruptionBudget { budgetFields };
constexpr auto storageClassFields = std::to_array<WireField>({ kindField, metadataField, { "provisioner", 2 },
    { "reclaimPolicy", 4 }, { "allowVolumeExpansion", 6, Bool }, { "volumeBindingMode", 7 } });
constexpr WireMessage storageClass { storageClassFields };
constexpr auto leaseSpecFields = std::to_array<WireField>({ { "holderIdentity", 1 }, { "renewTime", 4, Time } });
constexpr WireMessage leaseSpec { leaseSpecFields };
constexpr auto leaseFields = std::to_array<WireField>({ kindField, metadataField, { "spec", 2, Message, &leaseSpec } });
constexpr WireMessage lease { leaseFields };

struct KindMessage {
    std::string_view group;
    std::string_view version;
    std::string_view kind;
    const WireMessage* message;
};

constexpr auto kinds = std::to_array<KindMessage>({ { "", "v1", "Pod", &pod }, { "", "v1", "Node", &node },
    { "", "v1", "Namespace", &nameSpace }, { "", "v1", "Event", &event }, { "", "v1", "Service", &service },
    { "", "v1", "ConfigMap", &configMap }, { "", "v1", "Secret", &secret },
    { "", "v1", "PersistentVolumeClaim", &persistentVolumeClaim }, { "", "v1", "PersistentVolume", &persistentVolume },
    { "", "v1", "ServiceAccount", &serviceAccount }, { "", "v1", "ResourceQuota", &resourceQuota },
    { "apps", "v1", "Deployment", &deployment }, { "apps", "v1", "StatefulSet", &statefulSet },
    { "apps", "v1", "DaemonSet", &daemonSet }, { "apps", "v1", "ReplicaSet", &replicaSet },
    { "batch", "v1", "Job", &job }, { "batch", "v1", "CronJob", &cronJob },
    { "networking.k8s.io", "v1", "Ingress", &ingress }, { "discovery.k8s.io", "v1", "EndpointSlice", &endpointSlice },
    { "autoscaling", "v2", "HorizontalPodAutoscaler", &horizontalPodAutoscaler },
    { "policy", "v1", "PodDisruptionBudget", &podDisruptionBudget },
    { "storage.k8s.io", "v1", "StorageClass", &storageClass }, { "coordination.k8s.io", "v1", "Lease", &lease } });

constexpr WireMessage metadataOnlyMessage { metadataOnlyFields };
constexpr WireMessage listMetaMessage { listMetaFields };
constexpr WireMessage statusMessage { statusFields };
constexpr WireMessage watchEventMessage { watchEventFields };

} // namespace

const WireMessage& metadataOnly()
{
    return metadataOnlyMessage;
}

const WireMessage& listMeta()
{
    return listMetaMessage;
}

const WireMessage& status()
{
    return statusMessage;
}

const WireMessage& watchEvent()
{
    return watchEventMessage;
}

const WireMessage* ofKind(std::string_view group, std::string_view version, std::string_view kind)
{
    const auto it = std::ranges::find_if(kinds, [&](const KindMessage& candidate) {
        return candidate.group == group && candidate.version == version && candidate.kind == kind;
    });
    return it == kinds.end() ? nullptr : it->message;
}

} // namespace Strato::WireMessages
