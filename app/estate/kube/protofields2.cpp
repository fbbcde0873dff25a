// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/protofields.h"

namespace Strato::Estate {

// Read from the struct tags of k8s.io/api and k8s.io/apimachinery v0.34.4; the notation is explained in protofields.h.
const char* const ProtoFields2 = R"(
ScopeSelector: matchExpressions=1*@ScopedResourceSelectorRequirement
LimitRangeItem: type=1s max=2%Q min=3%Q default=4%Q defaultRequest=5%Q maxLimitRequestRatio=6%Q
ReplicationControllerCondition: type=1s status=2s lastTransitionTime=3T reason=4s message=5s
DeploymentStrategy: type=1s rollingUpdate=2?@RollingUpdateDeployment
DeploymentCondition: type=1s status=2s reason=4s message=5s lastUpdateTime=6T lastTransitionTime=7T
StatefulSetUpdateStrategy: type=1s rollingUpdate=2?@RollingUpdateStatefulSetStrategy
StatefulSetPersistentVolumeClaimRetentionPolicy: whenDeleted=1s whenScaled=2s
StatefulSetOrdinals: start=1i
StatefulSetCondition: type=1s status=2s lastTransitionTime=3T reason=4s message=5s
DaemonSetUpdateStrategy: type=1s rollingUpdate=2?@RollingUpdateDaemonSet
DaemonSetCondition: type=1s status=2s lastTransitionTime=3T reason=4s message=5s
ReplicaSetCondition: type=1s status=2s lastTransitionTime=3T reason=4s message=5s
PodFailurePolicy: rules=1*@PodFailurePolicyRule
SuccessPolicy: rules=1*@SuccessPolicyRule
JobCondition: type=1s status=2s lastProbeTime=3T lastTransitionTime=4T reason=5s message=6s
UncountedTerminatedPods: succeeded=1*s failed=2*s
JobTemplateSpec: metadata=1@ObjectMeta spec=2@JobSpec
IngressBackend: resource=3?@TypedLocalObjectReference service=4?@IngressServiceBackend
IngressTLS: hosts=1*s secretName=2s
IngressRule: host=1s ^=2@IngressRuleValue
IngressLoadBalancerStatus: ingress=1*@IngressLoadBalancerIngress
IngressClassParametersReference: apiGroup=1?s kind=2s name=3s scope=4?s namespace=5?s
NetworkPolicyIngressRule: ports=1*@NetworkPolicyPort from=2*@NetworkPolicyPeer
NetworkPolicyEgressRule: ports=1*@NetworkPolicyPort to=2*@NetworkPolicyPeer
CrossVersionObjectReference: kind=1s name=2s apiVersion=3s
MetricSpec: type=1s object=2?@ObjectMetricSource pods=3?@PodsMetricSource resource=4?@ResourceMetricSource
  external=5?@ExternalMetricSource containerResource=7?@ContainerResourceMetricSource
HorizontalPodAutoscalerBehavior: scaleUp=1?@HPAScalingRules scaleDown=2?@HPAScalingRules
MetricStatus: type=1s object=2?@ObjectMetricStatus pods=3?@PodsMetricStatus resource=4?@ResourceMetricStatus
  external=5?@ExternalMetricStatus containerResource=7?@ContainerResourceMetricStatus
HorizontalPodAutoscalerCondition: type=1s status=2s lastTransitionTime=3T reason=4s message=5s
EndpointConditions: ready=1?b serving=2?b terminating=3?b
EndpointHints: forZones=1*@ForZone forNodes=2*@ForNode
TopologySelectorLabelRequirement: key=1s values=2*s
TokenRequest: audience=1s expirationSeconds=2?i
CSINodeDriver: name=1s nodeID=2s topologyKeys=3*s allocatable=4?@VolumeNodeResources
VolumeAttachmentSource: persistentVolumeName=1?s inlineVolumeSpec=2?@PersistentVolumeSpec
VolumeError: time=1T message=2s errorCode=3?i
VolumeSource: hostPath=1?@HostPathVolumeSource emptyDir=2?@EmptyDirVolumeSource
  gcePersistentDisk=3?@GCEPersistentDiskVolumeSource awsElasticBlockStore=4?@AWSElasticBlockStoreVolumeSource
  gitRepo=5?@GitRepoVolumeSource secret=6?@SecretVolumeSource nfs=7?@NFSVolumeSource iscsi=8?@ISCSIVolumeSource
  glusterfs=9?@GlusterfsVolumeSource persistentVolumeClaim=10?@PersistentVolumeClaimVolumeSource
  rbd=11?@RBDVolumeSource flexVolume=12?@FlexVolumeSource cinder=13?@CinderVolumeSource cephfs=14?@CephFSVolumeSource
  flocker=15?@FlockerVolumeSource downwardAPI=16?@DownwardAPIVolumeSource fc=17?@FCVolumeSource
  azureFile=18?@AzureFileVolumeSource configMap=19?@ConfigMapVolumeSource
  vsphereVolume=20?@VsphereVirtualDiskVolumeSource quobyte=21?@QuobyteVolumeSource azureDisk=22?@AzureDiskVolumeSource
  photonPersistentDisk=23?@PhotonPersistentDiskVolumeSource portworxVolume=24?@PortworxVolumeSource
  scaleIO=25?@ScaleIOVolumeSource projected=26?@ProjectedVolumeSource storageos=27?@StorageOSVolumeSource
  csi=28?@CSIVolumeSource ephemeral=29?@EphemeralVolumeSource image=30?@ImageVolumeSource
ContainerPort: name=1s hostPort=2i containerPort=3i protocol=4s hostIP=5s
EnvFromSource: prefix=1s configMapRef=2?@ConfigMapEnvSource secretRef=3?@SecretEnvSource
EnvVar: name=1s value=2s valueFrom=3?@EnvVarSource
ContainerResizePolicy: resourceName=1s restartPolicy=2s
ContainerRestartRule: action=1s exitCodes=2?@ContainerRestartRuleOnExitCodes
VolumeMount: name=1s readOnly=2b mountPath=3s subPath=4s mountPropagation=5?s subPathExpr=6s recursiveReadOnly=7?s
VolumeDevice: name=1s devicePath=2s
Probe: ^=1@ProbeHandler initialDelaySeconds=2i timeoutSeconds=3i periodSeconds=4i successThreshold=5i
  failureThreshold=6i terminationGracePeriodSeconds=7?i
Lifecycle: postStart=1?@LifecycleHandler preStop=2?@LifecycleHandler stopSignal=3?s
SecurityContext: capabilities=1?@Capabilities privileged=2?b seLinuxOptions=3?@SELinuxOptions runAsUser=4?i
  runAsNonRoot=5?b readOnlyRootFilesystem=6?b allowPrivilegeEscalation=7?b runAsGroup=8?i procMount=9?s
  windowsOptions=10?@WindowsSecurityContextOptions seccompProfile=11?@SeccompProfile
  appArmorProfile=12?@AppArmorProfile
EphemeralContainerCommon: name=1s image=2s command=3*s args=4*s workingDir=5s ports=6*@ContainerPort env=7*@EnvVar
  resources=8@ResourceRequirements volumeMounts=9*@VolumeMount livenessProbe=10?@Probe readinessProbe=11?@Probe
  lifecycle=12?@Lifecycle terminationMessagePath=13s imagePullPolicy=14s securityContext=15?@SecurityContext stdin=16b
  stdinOnce=17b tty=18b envFrom=19*@EnvFromSource terminationMessagePolicy=20s volumeDevices=21*@VolumeDevice
  startupProbe=22?@Probe resizePolicy=23*@ContainerResizePolicy restartPolicy=24?s
  restartPolicyRules=25*@ContainerRestartRule
SELinuxOptions: user=1s role=2s type=3s level=4s
WindowsSecurityContextOptions: gmsaCredentialSpecName=1?s gmsaCredentialSpec=2?s runAsUserName=3?s hostProcess=4?b
Sysctl: name=1s value=2s
SeccompProfile: type=1s localhostProfile=2?s
AppArmorProfile: type=1s localhostProfile=2?s
NodeAffinity: requiredDuringSchedulingIgnoredDuringExecution=1?@NodeSelector
  preferredDuringSchedulingIgnoredDuringExecution=2*@PreferredSchedulingTerm
PodAffinity: requiredDuringSchedulingIgnoredDuringExecution=1*@PodAffinityTerm
  preferredDuringSchedulingIgnoredDuringExecution=2*@WeightedPodAffinityTerm
PodAntiAffinity: requiredDuringSchedulingIgnoredDuringExecution=1*@PodAffinityTerm
  preferredDuringSchedulingIgnoredDuringExecution=2*@WeightedPodAffinityTerm
PodDNSConfigOption: name=1s value=2?s
ResourceClaim: name=1s request=2s
ContainerState: waiting=1?@ContainerStateWaiting running=2?@ContainerStateRunning
  terminated=3?@ContainerStateTerminated
VolumeMountStatus: name=1s mountPath=2s readOnly=3b recursiveReadOnly=4?s
ContainerUser: linux=1?@LinuxContainerUser
ResourceStatus: name=1s resources=2*@ResourceHealth
ContainerExtendedResourceRequest: containerName=1s resourceName=2s requestName=3s
ConfigMapNodeConfigSource: namespace=1s name=2s uid=3s resourceVersion=4s kubeletConfigKey=5s
DaemonEndpoint: Port=1i
NodeSwapStatus: capacity=1?i
NodeRuntimeHandlerFeatures: recursiveReadOnlyMounts=1?b userNamespaces=2?b
ClientIPConfig: timeoutSeconds=1?i
LoadBalancerIngress: ip=1s hostname=2s ipMode=3?s ports=4*@PortStatus
GCEPersistentDiskVolumeSource: pdName=1s fsType=2s partition=3i readOnly=4b
AWSElasticBlockStoreVolumeSource: volumeID=1s fsType=2s partition=3i readOnly=4b
HostPathVolumeSource: path=1s type=2?s
GlusterfsPersistentVolumeSource: endpoints=1s path=2s readOnly=3b endpointsNamespace=4?s
NFSVolumeSource: server=1s path=2s readOnly=3b
RBDPersistentVolumeSource: monitors=1*s image=2s fsType=3s pool=4s user=5s keyring=6s secretRef=7?@SecretReference
  readOnly=8b
ISCSIPersistentVolumeSource: targetPortal=1s iqn=2s lun=3i iscsiInterface=4s fsType=5s readOnly=6b portals=7*s
  chapAuthDiscovery=8b secretRef=10?@SecretReference chapAuthSession=11b initiatorName=12?s
CinderPersistentVolumeSource: volumeID=1s fsType=2s readOnly=3b secretRef=4?@SecretReference
CephFSPersistentVolumeSource: monitors=1*s path=2s user=3s secretFile=4s secretRef=5?@SecretReference readOnly=6b
FCVolumeSource: targetWWNs=1*s lun=2?i fsType=3s readOnly=4b wwids=5*s
FlockerVolumeSource: datasetName=1s datasetUUID=2s
FlexPersistentVolumeSource: driver=1s fsType=2s secretRef=3?@SecretReference readOnly=4b options=5%s
AzureFilePersistentVolumeSource: secretName=1s shareName=2s readOnly=3b secretNamespace=4?s
VsphereVirtualDiskVolumeSource: volumePath=1s fsType=2s storagePolicyName=3s storagePolicyID=4s
QuobyteVolumeSource: registry=1s volume=2s readOnly=3b user=4s group=5s tenant=6s
AzureDiskVolumeSource: diskName=1s diskURI=2s cachingMode=3?s fsType=4?s readOnly=5?b kind=6?s
PhotonPersistentDiskVolumeSource: pdID=1s fsType=2s
PortworxVolumeSource: volumeID=1s fsType=2s readOnly=3b
ScaleIOPersistentVolumeSource: gateway=1s system=2s secretRef=3?@SecretReference sslEnabled=4b protectionDomain=5s
  storagePool=6s storageMode=7s volumeName=8s fsType=9s readOnly=10b
LocalVolumeSource: path=1s fsType=2?s
StorageOSPersistentVolumeSource: volumeName=1s volumeNamespace=2s fsType=3s readOnly=4b secretRef=5?@ObjectReference
CSIPersistentVolumeSource: driver=1s volumeHandle=2s readOnly=3b fsType=4s volumeAttributes=5%s
  controllerPublishSecretRef=6?@SecretReference nodeStageSecretRef=7?@SecretReference
  nodePublishSecretRef=8?@SecretReference controllerExpandSecretRef=9?@SecretReference
  nodeExpandSecretRef=10?@SecretReference
NodeSelector: nodeSelectorTerms=1*@NodeSelectorTerm
LabelSelectorRequirement: key=1s operator=2s values=3*s
ScopedResourceSelectorRequirement: scopeName=1s operator=2s values=3*s
RollingUpdateDeployment: maxUnavailable=1?I maxSurge=2?I
RollingUpdateStatefulSetStrategy: partition=1?i maxUnavailable=2?I
RollingUpdateDaemonSet: maxUnavailable=1?I maxSurge=2?I
PodFailurePolicyRule: action=1s onExitCodes=2?@PodFailurePolicyOnExitCodesRequirement
  onPodConditions=3*@PodFailurePolicyOnPodConditionsPattern
SuccessPolicyRule: succeededIndexes=1?s succeededCount=2?i
IngressServiceBackend: name=1s port=2@ServiceBackendPort
IngressRuleValue: http=1?@HTTPIngressRuleValue
IngressLoadBalancerIngress: ip=1s hostname=2s ports=4*@IngressPortStatus
NetworkPolicyPort: protocol=1?s port=2?I endPort=3?i
NetworkPolicyPeer: podSelector=1?@LabelSelector namespaceSelector=2?@LabelSelector ipBlock=3?@IPBlock
ObjectMetricSource: describedObject=1@CrossVersionObjectReference target=2@MetricTarget metric=3@MetricIdentifier
PodsMetricSource: metric=1@MetricIdentifier target=2@MetricTarget
ResourceMetricSource: name=1s target=2@MetricTarget
ContainerResourceMetricSource: name=1s target=2@MetricTarget container=3s
ExternalMetricSource: metric=1@MetricIdentifier target=2@MetricTarget
HPAScalingRules: selectPolicy=1?s policies=2*@HPAScalingPolicy stabilizationWindowSeconds=3?i tolerance=4?Q
ObjectMetricStatus: metric=1@MetricIdentifier current=2@MetricValueStatus
  describedObject=3@CrossVersionObjectReference
PodsMetricStatus: metric=1@MetricIdentifier current=2@MetricValueStatus
ResourceMetricStatus: name=1s current=2@MetricValueStatus
ContainerResourceMetricStatus: name=1s current=2@MetricValueStatus container=3s
ExternalMetricStatus: metric=1@MetricIdentifier current=2@MetricValueStatus
ForZone: name=1s
ForNode: name=1s
VolumeNodeResources: count=1?i
EmptyDirVolumeSource: medium=1s sizeLimit=2?Q
GitRepoVolumeSource: repository=1s revision=2s directory=3s
SecretVolumeSource: secretName=1s items=2*@KeyToPath defaultMode=3?i optional=4?b
ISCSIVolumeSource: targetPortal=1s iqn=2s lun=3i iscsiInterface=4s fsType=5s readOnly=6b portals=7*s
  chapAuthDiscovery=8b secretRef=10?@LocalObjectReference chapAuthSession=11b initiatorName=12?s
GlusterfsVolumeSource: endpoints=1s path=2s readOnly=3b
PersistentVolumeClaimVolumeSource: claimName=1s readOnly=2b
RBDVolumeSource: monitors=1*s image=2s fsType=3s pool=4s user=5s keyring=6s secretRef=7?@LocalObjectReference
  readOnly=8b
FlexVolumeSource: driver=1s fsType=2s secretRef=3?@LocalObjectReference readOnly=4b options=5%s
CinderVolumeSource: volumeID=1s fsType=2s readOnly=3b secretRef=4?@LocalObjectReference
CephFSVolumeSource: monitors=1*s path=2s user=3s secretFile=4s secretRef=5?@LocalObjectReference readOnly=6b
DownwardAPIVolumeSource: items=1*@DownwardAPIVolumeFile defaultMode=2?i
AzureFileVolumeSource: secretName=1s shareName=2s readOnly=3b
ConfigMapVolumeSource: ^=1@LocalObjectReference items=2*@KeyToPath defaultMode=3?i optional=4?b
ProjectedVolumeSource: sources=1*@VolumeProjection defaultMode=2?i
ScaleIOVolumeSource: gateway=1s system=2s secretRef=3?@LocalObjectReference sslEnabled=4b protectionDomain=5s
  storagePool=6s storageMode=7s volumeName=8s fsType=9s readOnly=10b
StorageOSVolumeSource: volumeName=1s volumeNamespace=2s fsType=3s readOnly=4b secretRef=5?@LocalObjectReference
CSIVolumeSource: driver=1s readOnly=2?b fsType=3?s volumeAttributes=4%s nodePublishSecretRef=5?@LocalObjectReference
EphemeralVolumeSource: volumeClaimTemplate=1?@PersistentVolumeClaimTemplate
ImageVolumeSource: reference=1s pullPolicy=2s
ConfigMapEnvSource: ^=1@LocalObjectReference optional=2?b
SecretEnvSource: ^=1@LocalObjectReference optional=2?b
EnvVarSource: fieldRef=1?@ObjectFieldSelector resourceFieldRef=2?@ResourceFieldSelector
  configMapKeyRef=3?@ConfigMapKeySelector secretKeyRef=4?@SecretKeySelector fileKeyRef=5?@FileKeySelector
ContainerRestartRuleOnExitCodes: operator=1s values=2*i
ProbeHandler: exec=1?@ExecAction httpGet=2?@HTTPGetAction tcpSocket=3?@TCPSocketAction grpc=4?@GRPCAction
LifecycleHandler: exec=1?@ExecAction httpGet=2?@HTTPGetAction tcpSocket=3?@TCPSocketAction sleep=4?@SleepAction
Capabilities: add=1*s drop=2*s
PreferredSchedulingTerm: weight=1i preference=2@NodeSelectorTerm
PodAffinityTerm: labelSelector=1?@LabelSelector namespaces=2*s topologyKey=3s namespaceSelector=4?@LabelSelector
  matchLabelKeys=5*s mismatchLabelKeys=6*s
WeightedPodAffinityTerm: weight=1i podAffinityTerm=2@PodAffinityTerm
ContainerStateWaiting: reason=1s message=2s
ContainerStateRunning: startedAt=1T
ContainerStateTerminated: exitCode=1i signal=2i reason=3s message=4s startedAt=5T finishedAt=6T containerID=7s
LinuxContainerUser: uid=1i gid=2i supplementalGroups=3*i
ResourceHealth: resourceID=1s health=2s
PortStatus: port=1i protocol=2s error=3?s
SecretReference: name=1s namespace=2s
NodeSelectorTerm: matchExpressions=1*@NodeSelectorRequirement matchFields=2*@NodeSelectorRequirement
PodFailurePolicyOnExitCodesRequirement: containerName=1?s operator=2s values=3*i
PodFailurePolicyOnPodConditionsPattern: type=1s status=2s
ServiceBackendPort: name=1s number=2i
HTTPIngressRuleValue: paths=1*@HTTPIngressPath
IngressPortStatus: port=1i protocol=2s error=3?s
IPBlock: cidr=1s except=2*s
MetricTarget: type=1s value=2?Q averageValue=3?Q averageUtilization=4?i
MetricIdentifier: name=1s selector=2?@LabelSelector
HPAScalingPolicy: type=1s value=2i periodSeconds=3i
MetricValueStatus: value=1?Q averageValue=2?Q averageUtilization=3?i
KeyToPath: key=1s path=2s mode=3?i
DownwardAPIVolumeFile: path=1s fieldRef=2?@ObjectFieldSelector resourceFieldRef=3?@ResourceFieldSelector mode=4?i
VolumeProjection: secret=1?@SecretProjection downwardAPI=2?@DownwardAPIProjection configMap=3?@ConfigMapProjection
  serviceAccountToken=4?@ServiceAccountTokenProjection clusterTrustBundle=5?@ClusterTrustBundleProjection
  podCertificate=6?@PodCertificateProjection
PersistentVolumeClaimTemplate: metadata=1@ObjectMeta spec=2@PersistentVolumeClaimSpec
ObjectFieldSelector: apiVersion=1s fieldPath=2s
ResourceFieldSelector: containerName=1s resource=2s divisor=3Q
ConfigMapKeySelector: ^=1@LocalObjectReference key=2s optional=3?b
SecretKeySelector: ^=1@LocalObjectReference key=2s optional=3?b
FileKeySelector: volumeName=1s path=2s key=3s optional=4?b
ExecAction: command=1*s
HTTPGetAction: path=1s port=2I host=3s scheme=4s httpHeaders=5*@HTTPHeader
TCPSocketAction: port=1I host=2s
GRPCAction: port=1i service=2?s
SleepAction: seconds=1i
NodeSelectorRequirement: key=1s operator=2s values=3*s
HTTPIngressPath: path=1s backend=2@IngressBackend pathType=3?s
SecretProjection: ^=1@LocalObjectReference items=2*@KeyToPath optional=4?b
DownwardAPIProjection: items=1*@DownwardAPIVolumeFile
ConfigMapProjection: ^=1@LocalObjectReference items=2*@KeyToPath optional=4?b
ServiceAccountTokenProjection: audience=1s expirationSeconds=2?i path=3s
ClusterTrustBundleProjection: name=1?s signerName=2?s labelSelector=3?@LabelSelector path=4s optional=5?b
PodCertificateProjection: signerName=1s keyType=2s maxExpirationSeconds=3?i credentialBundlePath=4s keyPath=5s
  certificateChainPath=6s
HTTPHeader: name=1s value=2s
)";

} // namespace Strato::Estate
