<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CellText</name>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>Change</name>
    <message>
        <source>image changed</source>
        <extracomment>What changed, in few words; the thing&apos;s name stands before it</extracomment>
        <translation>镜像变更</translation>
    </message>
    <message>
        <source>rollout started</source>
        <translation>开始滚动更新</translation>
    </message>
    <message>
        <source>rollout done</source>
        <translation>滚动更新完成</translation>
    </message>
    <message>
        <source>replicas</source>
        <translation>副本数</translation>
    </message>
    <message>
        <source>scaled by its autoscaler</source>
        <translation>自动扩缩容</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>resumed</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>configuration changed</source>
        <translation>配置变更</translation>
    </message>
    <message>
        <source>autoscaler limits changed</source>
        <translation>自动扩缩容上下限变更</translation>
    </message>
    <message>
        <source>created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>joined the cluster</source>
        <translation>加入集群</translation>
    </message>
    <message>
        <source>left the cluster</source>
        <translation>离开集群</translation>
    </message>
    <message>
        <source>cordoned</source>
        <translation>已停止调度</translation>
    </message>
    <message>
        <source>uncordoned</source>
        <translation>已恢复调度</translation>
    </message>
    <message>
        <source>became not ready</source>
        <translation>变为未就绪</translation>
    </message>
    <message>
        <source>became ready</source>
        <translation>变为就绪</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已变更</translation>
    </message>
    <message>
        <source>not recorded</source>
        <extracomment>Nobody wrote down who made a change</extracomment>
        <translation>未记录</translation>
    </message>
    <message>
        <source>deleted by then, unseen</source>
        <translation>届时已被删除（未能观察到）</translation>
    </message>
    <message>
        <source>left the cluster by then, unseen</source>
        <translation>届时已离开集群（未能观察到）</translation>
    </message>
</context>
<context>
    <name>ColumnTitle</name>
    <message>
        <source>Name</source>
        <extracomment>Titles of table columns: as short as can be.</extracomment>
        <translation>名称</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>存活时间</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>资源类型</translation>
    </message>
    <message>
        <source>Changed by</source>
        <translation>变更者</translation>
    </message>
    <message>
        <source>Changed at</source>
        <translation>变更时间</translation>
    </message>
    <message>
        <source>Generation</source>
        <translation>世代</translation>
    </message>
    <message>
        <source>Finalizers</source>
        <translation>Finalizer</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>状况</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Selector</source>
        <translation>选择器</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>CPU request</source>
        <translation>CPU 请求</translation>
    </message>
    <message>
        <source>CPU limit</source>
        <translation>CPU 限制</translation>
    </message>
    <message>
        <source>Memory request</source>
        <translation>内存请求</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>内存限制</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>Last restart</source>
        <translation>上次重启</translation>
    </message>
    <message>
        <source>IP</source>
        <translation>IP</translation>
    </message>
    <message>
        <source>Nominated node</source>
        <translation>提名节点</translation>
    </message>
    <message>
        <source>Readiness gates</source>
        <translation>就绪门控</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Container states</source>
        <translation>容器状态</translation>
    </message>
    <message>
        <source>Waits because</source>
        <translation>等待原因</translation>
    </message>
    <message>
        <source>Last end</source>
        <translation>上次终止</translation>
    </message>
    <message>
        <source>Last ended at</source>
        <translation>上次终止时间</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>退出码</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>未就绪</translation>
    </message>
    <message>
        <source>Readiness since</source>
        <translation>就绪状态始于</translation>
    </message>
    <message>
        <source>Started at</source>
        <translation>启动时间</translation>
    </message>
    <message>
        <source>Unschedulable</source>
        <translation>不可调度</translation>
    </message>
    <message>
        <source>QoS class</source>
        <translation>QoS 类</translation>
    </message>
    <message>
        <source>Service account</source>
        <translation>服务账号</translation>
    </message>
    <message>
        <source>Priority class</source>
        <translation>优先级类</translation>
    </message>
    <message>
        <source>Host IP</source>
        <translation>主机 IP</translation>
    </message>
    <message>
        <source>Host network</source>
        <translation>主机网络</translation>
    </message>
    <message>
        <source>Container ids</source>
        <translation>容器 ID</translation>
    </message>
    <message>
        <source>Volume claims</source>
        <translation>卷声明</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Internal IP</source>
        <translation>内部 IP</translation>
    </message>
    <message>
        <source>External IP</source>
        <translation>外部 IP</translation>
    </message>
    <message>
        <source>Host name</source>
        <translation>主机名</translation>
    </message>
    <message>
        <source>OS image</source>
        <translation>系统镜像</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>Container runtime</source>
        <translation>容器运行时</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Pods</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>CPU allocatable</source>
        <translation>可分配 CPU</translation>
    </message>
    <message>
        <source>Memory allocatable</source>
        <translation>可分配内存</translation>
    </message>
    <message>
        <source>Pods allocatable</source>
        <translation>可分配 Pod</translation>
    </message>
    <message>
        <source>Storage allocatable</source>
        <translation>可分配存储</translation>
    </message>
    <message>
        <source>Pressure</source>
        <translation>资源压力</translation>
    </message>
    <message>
        <source>Taints</source>
        <translation>污点</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>可用区</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>地域</translation>
    </message>
    <message>
        <source>Instance type</source>
        <translation>实例类型</translation>
    </message>
    <message>
        <source>Provider id</source>
        <translation>提供商 ID</translation>
    </message>
    <message>
        <source>Machine id</source>
        <translation>机器 ID</translation>
    </message>
    <message>
        <source>System UUID</source>
        <translation>系统 UUID</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>副本数</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Updated</source>
        <translation>已更新</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Unavailable</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>Misscheduled</source>
        <translation>误调度</translation>
    </message>
    <message>
        <source>Node selector</source>
        <translation>节点选择器</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Observed generation</source>
        <translation>已观测世代</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Progress at</source>
        <translation>进度时间</translation>
    </message>
    <message>
        <source>Revision</source>
        <translation>修订版本</translation>
    </message>
    <message>
        <source>Service name</source>
        <translation>Service 名称</translation>
    </message>
    <message>
        <source>Completions</source>
        <translation>完成数</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Completed at</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>活跃</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>定时计划</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>已挂起</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>上次运行</translation>
    </message>
    <message>
        <source>Last success</source>
        <translation>上次成功</translation>
    </message>
    <message>
        <source>Cluster IP</source>
        <translation>集群 IP</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类</translation>
    </message>
    <message>
        <source>Hosts</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Backends</source>
        <translation>后端</translation>
    </message>
    <message>
        <source>Address type</source>
        <translation>地址类型</translation>
    </message>
    <message>
        <source>Endpoints</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>Endpoints ready</source>
        <translation>就绪端点</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Service</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>卷</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>容量</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>请求量</translation>
    </message>
    <message>
        <source>Access modes</source>
        <translation>访问模式</translation>
    </message>
    <message>
        <source>Storage class</source>
        <translation>存储类</translation>
    </message>
    <message>
        <source>Volume mode</source>
        <translation>卷模式</translation>
    </message>
    <message>
        <source>Reclaim policy</source>
        <translation>回收策略</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>卷声明</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Provisioner</source>
        <translation>制备器</translation>
    </message>
    <message>
        <source>Binding mode</source>
        <translation>绑定模式</translation>
    </message>
    <message>
        <source>Expandable</source>
        <translation>可扩容</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近出现</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>首次出现</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Object kind</source>
        <translation>对象类型</translation>
    </message>
    <message>
        <source>Object name</source>
        <translation>对象名称</translation>
    </message>
    <message>
        <source>Object namespace</source>
        <translation>对象命名空间</translation>
    </message>
    <message>
        <source>Object uid</source>
        <translation>对象 UID</translation>
    </message>
    <message>
        <source>Object API version</source>
        <translation>对象 API 版本</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>子对象</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>Min pods</source>
        <translation>最少 Pod</translation>
    </message>
    <message>
        <source>Max pods</source>
        <translation>最多 Pod</translation>
    </message>
    <message>
        <source>Desired</source>
        <translation>期望</translation>
    </message>
    <message>
        <source>Min available</source>
        <translation>最少可用</translation>
    </message>
    <message>
        <source>Max unavailable</source>
        <translation>最多不可用</translation>
    </message>
    <message>
        <source>Allowed disruptions</source>
        <translation>允许中断数</translation>
    </message>
    <message>
        <source>Healthy</source>
        <translation>健康</translation>
    </message>
    <message>
        <source>Healthy wanted</source>
        <translation>要求健康</translation>
    </message>
    <message>
        <source>Pods expected</source>
        <translation>预期 Pod</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Fullest</source>
        <translation>最高用量</translation>
    </message>
    <message>
        <source>Fullest resource</source>
        <translation>用量最高资源</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>Holder</source>
        <translation>持有者</translation>
    </message>
    <message>
        <source>Renewed</source>
        <translation>上次续约</translation>
    </message>
    <message>
        <source>Access Modes</source>
        <extracomment>Titles of table columns as kubectl prints them.</extracomment>
        <translation>访问模式</translation>
    </message>
    <message>
        <source>AddressType</source>
        <translation>地址类型</translation>
    </message>
    <message>
        <source>AllowVolumeExpansion</source>
        <translation>允许扩容</translation>
    </message>
    <message>
        <source>Allowed Disruptions</source>
        <translation>允许中断数</translation>
    </message>
    <message>
        <source>Cluster-IP</source>
        <translation>集群 IP</translation>
    </message>
    <message>
        <source>Container-Runtime</source>
        <translation>容器运行时</translation>
    </message>
    <message>
        <source>External-IP</source>
        <translation>外部 IP</translation>
    </message>
    <message>
        <source>Internal-IP</source>
        <translation>内部 IP</translation>
    </message>
    <message>
        <source>Kernel-Version</source>
        <translation>内核版本</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Max Unavailable</source>
        <translation>最大不可用</translation>
    </message>
    <message>
        <source>MaxPods</source>
        <translation>最大 Pod 数</translation>
    </message>
    <message>
        <source>Min Available</source>
        <translation>最小可用</translation>
    </message>
    <message>
        <source>MinPods</source>
        <translation>最小 Pod 数</translation>
    </message>
    <message>
        <source>Node Selector</source>
        <translation>节点选择器</translation>
    </message>
    <message>
        <source>Nominated Node</source>
        <translation>提名节点</translation>
    </message>
    <message>
        <source>OS-Image</source>
        <translation>系统镜像</translation>
    </message>
    <message>
        <source>Port(s)</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Readiness Gates</source>
        <translation>就绪门控</translation>
    </message>
    <message>
        <source>Reclaim Policy</source>
        <translation>回收策略</translation>
    </message>
    <message>
        <source>ReclaimPolicy</source>
        <translation>回收策略</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>StorageClass</source>
        <translation>存储类</translation>
    </message>
    <message>
        <source>Subobject</source>
        <translation>子对象</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Timezone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Up-to-date</source>
        <translation>已更新</translation>
    </message>
    <message>
        <source>VolumeBindingMode</source>
        <translation>卷绑定模式</translation>
    </message>
    <message>
        <source>VolumeMode</source>
        <translation>卷模式</translation>
    </message>
    <message>
        <source>Window</source>
        <extracomment>over which time the use of CPU was measured</extracomment>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>Explorer</name>
    <message>
        <source>Open this address in the browser?</source>
        <extracomment>question before a web address that an object holds is opened</extracomment>
        <translation>在浏览器中打开此地址？</translation>
    </message>
    <message>
        <source>It comes from an object of a cluster.</source>
        <translation>它来自某个集群中的对象。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>The address was not opened</source>
        <translation>地址未能打开</translation>
    </message>
</context>
<context>
    <name>FilterError</name>
    <message>
        <source>This is no label key</source>
        <translation>这不是有效的标签键</translation>
    </message>
    <message>
        <source>%1, at character %2: %3</source>
        <extracomment>%1: what is wrong with a filter, %2: at which character, %3: the characters there</extracomment>
        <translation>%1，位于第 %2 个字符：%3</translation>
    </message>
    <message>
        <source>The closing quote is missing</source>
        <translation>缺少右引号</translation>
    </message>
    <message>
        <source>The closing bracket is missing</source>
        <translation>缺少右括号</translation>
    </message>
    <message>
        <source>A value is missing between the brackets</source>
        <translation>括号内缺少取值</translation>
    </message>
    <message>
        <source>%1. All rows are shown meanwhile.</source>
        <extracomment>%1: what is wrong with a filter; until it is mended no filter is in use</extracomment>
        <translation>%1。在此之前显示全部行。</translation>
    </message>
    <message>
        <source>%1. Filtered meanwhile by: %2</source>
        <extracomment>%1: what is wrong with a filter, %2: the last filter that could be used, and still is</extracomment>
        <translation>%1。在此之前按此筛选：%2</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>crash-looping: %1 restarts, last exit %2 (%3)</source>
        <extracomment>Sentences about what is wrong; %1 and on are values from the cluster</extracomment>
        <translation>反复崩溃：重启 %1 次，上次退出码 %2（%3）</translation>
    </message>
    <message>
        <source>image cannot be pulled: %2 (%1)</source>
        <translation>无法拉取镜像：%2（%1）</translation>
    </message>
    <message>
        <source>container cannot start: %1</source>
        <translation>容器无法启动：%1</translation>
    </message>
    <message>
        <source>no node takes it: %1</source>
        <translation>没有可调度的节点：%1</translation>
    </message>
    <message>
        <source>pending: %1</source>
        <translation>等待中：%1</translation>
    </message>
    <message>
        <source>running but not ready: %1</source>
        <translation>运行中但未就绪：%1</translation>
    </message>
    <message>
        <source>evicted: %1</source>
        <translation>已被驱逐：%1</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>terminating for longer than its grace period</source>
        <translation>终止耗时已超过宽限期</translation>
    </message>
    <message>
        <source>restarted %1 times, last because of %2</source>
        <translation>已重启 %1 次，最近一次因 %2</translation>
    </message>
    <message>
        <source>memory %1 of %2</source>
        <translation>内存已用 %1，限制 %2</translation>
    </message>
    <message>
        <source>node is not ready: %1</source>
        <translation>节点未就绪：%1</translation>
    </message>
    <message>
        <source>under pressure: %1</source>
        <translation>资源压力：%1</translation>
    </message>
    <message>
        <source>takes no new pods: cordoned</source>
        <translation>已停止调度，不接收新 Pod</translation>
    </message>
    <message>
        <source>%1 of %2 replicas available</source>
        <translation>%1/%2 个副本可用</translation>
    </message>
    <message>
        <source>rollout does not go on: %1 of %2 updated</source>
        <translation>滚动更新停滞：已更新 %1/%2</translation>
    </message>
    <message>
        <source>%1 of %2 replicas ready</source>
        <translation>%1/%2 个副本就绪</translation>
    </message>
    <message>
        <source>runs on %1 of %2 nodes</source>
        <translation>仅在 %1/%2 个节点上运行</translation>
    </message>
    <message>
        <source>job failed: %1 failed pods</source>
        <translation>Job 失败：%1 个 Pod 失败</translation>
    </message>
    <message>
        <source>at its maximum of %1 replicas and wants more</source>
        <translation>已达最大副本数 %1，仍需扩容</translation>
    </message>
    <message>
        <source>cannot scale: %1</source>
        <translation>无法扩缩容：%1</translation>
    </message>
    <message>
        <source>no pod may be moved: %1 healthy, %2 wanted</source>
        <translation>不允许驱逐任何 Pod：健康 %1，要求 %2</translation>
    </message>
    <message>
        <source>volume claim waits (storage class %1)</source>
        <translation>卷声明等待绑定（存储类 %1）</translation>
    </message>
    <message>
        <source>volume is lost: %1</source>
        <translation>卷已丢失：%1</translation>
    </message>
    <message>
        <source>volume failed: %1</source>
        <translation>卷故障：%1</translation>
    </message>
    <message>
        <source>namespace does not go away: %1</source>
        <translation>命名空间迟迟未能删除：%1</translation>
    </message>
    <message>
        <source>quota of %2 is %1 used</source>
        <translation>%2 配额已用 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1; alert %2</source>
        <extracomment>%1: what is wrong, %2: name of an alert that fires for the same thing</extracomment>
        <translation>%1；告警 %2</translation>
    </message>
    <message>
        <source>%1 of %2 pods</source>
        <extracomment>%1 of %2 pods</extracomment>
        <translation>%1/%2 个 Pod</translation>
    </message>
    <message numerus="yes">
        <source>%n pod(s)</source>
        <translation>
            <numerusform>%n 个 Pod</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (and %2 more)</source>
        <extracomment>%1: what an alert says, %2: how many alerts of the same name fire for the same thing besides it</extracomment>
        <translation>%1(另有 %2 条)</translation>
    </message>
    <message>
        <source>out of memory: killed (the pod may use %2), %1 restarts</source>
        <translation>内存不足：已被终止（该 Pod 可用 %2），重启 %1 次</translation>
    </message>
</context>
<context>
    <name>Freshness</name>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>catching up, %1 left</source>
        <extracomment>%1: a number of objects still to come</extracomment>
        <translation>追赶中，剩余 %1</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>追赶中</translation>
    </message>
    <message>
        <source>live</source>
        <extracomment>state of a source whose data is current</extracomment>
        <translation>实时</translation>
    </message>
    <message>
        <source>stale since %1</source>
        <translation>自 %1 起已过时</translation>
    </message>
    <message>
        <source>stale</source>
        <translation>已过时</translation>
    </message>
    <message>
        <source>lost since %1</source>
        <translation>自 %1 起失联</translation>
    </message>
    <message>
        <source>lost</source>
        <extracomment>state of a source that cannot be reached</extracomment>
        <translation>失联</translation>
    </message>
    <message>
        <source>Trying again in %1.</source>
        <translation>%1 后重试。</translation>
    </message>
    <message>
        <source>%1 changes were merged because they came faster than they could be shown.</source>
        <translation>%1 项变更到达过快、来不及逐一显示，已合并。</translation>
    </message>
    <message>
        <source>Its clock differs from this machine&apos;s by %1.</source>
        <extracomment>%1: a duration</extracomment>
        <translation>其时钟与本机相差 %1。</translation>
    </message>
    <message>
        <source>live, only in %1</source>
        <extracomment>%1: names of the only namespaces that the user may read</extracomment>
        <translation>实时，仅 %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: name of a source, %2: its freshness such as &quot;lost since 14:31:20&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>You may not list all namespaces here. Shown are: %1. What is in others is not visible to you.</source>
        <extracomment>%1: names of namespaces</extracomment>
        <translation>您无权列出此集群的所有命名空间。当前显示：%1。其他命名空间的内容对您不可见。</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>not recorded</source>
        <extracomment>in place of freshness: nothing is known of that past moment</extracomment>
        <translation>无记录</translation>
    </message>
    <message>
        <source>The server asked us to wait: trying again in %1.</source>
        <translation>服务器要求我们等待：%1 后重试。</translation>
    </message>
    <message numerus="yes">
        <source>%n cluster(s) %1</source>
        <extracomment>%1: freshness of the oldest of several clusters, &quot;stale since 14:31:20&quot;</extracomment>
        <translation>
            <numerusform>%n 个集群%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) %1</source>
        <translation>
            <numerusform>%n 个数据源%1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Now</source>
        <extracomment>Headings and titles of the list of places</extracomment>
        <translation>当前</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Estate</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Explorer</source>
        <translation>资源浏览</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Use from %1</source>
        <extracomment>tooltip; %1: the source of figures, such as &quot;metrics.k8s.io&quot; or the name of a Prometheus</extracomment>
        <translation>使用量来自 %1</translation>
    </message>
</context>
<context>
    <name>SourceDetails</name>
    <message numerus="yes">
        <source>Tried %n time(s) without success.</source>
        <translation>
            <numerusform>已尝试 %n 次，均未成功。</numerusform>
        </translation>
    </message>
    <message>
        <source>Last known to be current: %1</source>
        <extracomment>%1: date, time and zone</extracomment>
        <translation>最后确认有效：%1</translation>
    </message>
    <message>
        <source>Kubernetes clusters</source>
        <translation>Kubernetes 集群</translation>
    </message>
    <message>
        <source>What this console costs</source>
        <translation>本控制台的开销</translation>
    </message>
    <message>
        <source>Requests: %1 since the start, %2 in the last minute, %3 repeated</source>
        <translation>请求：启动以来 %1 次，最近一分钟 %2 次，重试 %3 次</translation>
    </message>
    <message>
        <source>Received: %1, sent: %2</source>
        <translation>接收：%1，发送：%2</translation>
    </message>
    <message>
        <source>Open now: %1 connections, %2 streams</source>
        <translation>当前打开：%1 个连接，%2 个流</translation>
    </message>
    <message>
        <source>Memory: %1</source>
        <extracomment>%1: a size</extracomment>
        <translation>内存：%1</translation>
    </message>
    <message>
        <source>Try again now</source>
        <extracomment>button: asks a source at once instead of waiting for its next try</extracomment>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Signed in as %1.</source>
        <extracomment>%1: name of a user</extracomment>
        <translation>已登录为 %1。</translation>
    </message>
    <message>
        <source>Connection to %1</source>
        <extracomment>%1: name of a cluster</extracomment>
        <translation>到 %1 的连接</translation>
    </message>
    <message>
        <source>Server: %1</source>
        <translation>服务器：%1</translation>
    </message>
    <message>
        <source>Version: %1</source>
        <translation>版本：%1</translation>
    </message>
    <message>
        <source>It is asked at most %1 queries at once and %2 a second.</source>
        <extracomment>%1, %2: numbers, as the settings of this metrics server say</extracomment>
        <translation>最多同时向它发出 %1 个查询，每秒最多 %2 个。</translation>
    </message>
</context>
<context>
    <name>Strato::AboutDialog</name>
    <message>
        <source>About Stratoscope</source>
        <translation>关于 Stratoscope</translation>
    </message>
    <message>
        <source>Stratoscope %1</source>
        <extracomment>%1: a version number; the program&apos;s name is not translated</extracomment>
        <translation>Stratoscope %1</translation>
    </message>
    <message>
        <source>An operations console for Kubernetes estates.</source>
        <translation>Kubernetes 多集群运维控制台。</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public Licence, version 3 or later (GPL-3.0-or-later). It comes without any warranty.</source>
        <translation>自由软件，依据 GNU 通用公共许可证第 3 版或更高版本（GPL-3.0-or-later）发布，不附带任何担保。</translation>
    </message>
    <message>
        <source>What it runs with</source>
        <translation>运行环境</translation>
    </message>
    <message>
        <source>Versions of the libraries</source>
        <translation>各库版本</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>closes the dialog</extracomment>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Strato::Application</name>
    <message>
        <source>Nothing will be saved: %1</source>
        <extracomment>%1: why, in words</extracomment>
        <translation>设置将不会被保存：%1</translation>
    </message>
    <message>
        <source>No keychain</source>
        <translation>密钥链不可用</translation>
    </message>
    <message>
        <source>Passwords and tokens are kept until you close the console: %1</source>
        <translation>密码和令牌仅保留到控制台关闭为止：%1</translation>
    </message>
    <message>
        <source>The demo estate</source>
        <translation>演示环境</translation>
    </message>
    <message>
        <source>The settings could not be read and were put aside: %1</source>
        <translation>设置无法读取，已另行保存：%1</translation>
    </message>
    <message>
        <source>Open a kubeconfig</source>
        <translation>打开 kubeconfig</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::ClusterChip</name>
    <message>
        <source>%1, read-only</source>
        <extracomment>%1 is who you are on this cluster; nothing there can be changed</extracomment>
        <translation>%1，只读</translation>
    </message>
    <message>
        <source>PRODUCTION</source>
        <extracomment>marks a production cluster; upper case where the language has it</extracomment>
        <translation>生产</translation>
    </message>
    <message>
        <source>not shown</source>
        <extracomment>of a cluster: the views leave it out</extracomment>
        <translation>未显示</translation>
    </message>
    <message>
        <source>The connection as it is now, not at the moment that the views show.</source>
        <translation>这是现在的连接状态，不是各视图所示时刻的状态。</translation>
    </message>
    <message>
        <source>UNVERIFIED</source>
        <extracomment>of a cluster whose server&apos;s certificate nobody checks; upper case where the language has it</extracomment>
        <translation>未验证</translation>
    </message>
</context>
<context>
    <name>Strato::CodeView</name>
    <message>
        <source>YAML</source>
        <extracomment>accessible name of a read-only YAML text</extracomment>
        <translation>YAML</translation>
    </message>
    <message>
        <source>find in this text</source>
        <translation>在此文本中查找</translation>
    </message>
    <message>
        <source>Find</source>
        <extracomment>accessible name of the search field inside a text</extracomment>
        <translation>查找</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>closes the search field</extracomment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the search field</source>
        <translation>关闭搜索框</translation>
    </message>
    <message numerus="yes">
        <source>%n found</source>
        <extracomment>how often a text was found</extracomment>
        <translation>
            <numerusform>找到 %n 处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::ColumnChooser</name>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>重置列</translation>
    </message>
    <message>
        <source>Half ticked: there is no room for it. Tick it, and the list scrolls sideways to it.</source>
        <translation>半选：没有足够空间显示。勾选后，列表可横向滚动到该列。</translation>
    </message>
</context>
<context>
    <name>Strato::CommandPalette</name>
    <message>
        <source>Go to anything, or type a command</source>
        <translation>转到任意对象，或输入命令</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Matches</source>
        <extracomment>accessible name of the list under the command palette</extracomment>
        <translation>匹配项</translation>
    </message>
    <message>
        <source>Nothing has this name: neither an object of a kind that is followed now, nor a view, nor a command. The explorer finds objects of every kind.</source>
        <translation>没有匹配的名称：既不是当前关注类型的对象，也不是视图或命令。资源浏览可查找所有类型的对象。</translation>
    </message>
</context>
<context>
    <name>Strato::ContextRow</name>
    <message>
        <source>Disconnect</source>
        <extracomment>Buttons of a context&apos;s row</extracomment>
        <translation>断开</translation>
    </message>
    <message>
        <source>Disconnect %1</source>
        <extracomment>%1: name of a context</extracomment>
        <translation>断开 %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>Buttons of a context&apos;s row</extracomment>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try %1 again</source>
        <extracomment>%1: name of a context</extracomment>
        <translation>重试 %1</translation>
    </message>
    <message>
        <source>Connect</source>
        <extracomment>Buttons of a context&apos;s row</extracomment>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connect %1</source>
        <extracomment>%1: name of a context</extracomment>
        <translation>连接 %1</translation>
    </message>
    <message>
        <source>no credential</source>
        <extracomment>Kinds of credentials in a kubeconfig</extracomment>
        <translation>无凭据</translation>
    </message>
    <message>
        <source>token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>token file</source>
        <translation>令牌文件</translation>
    </message>
    <message>
        <source>user name and password</source>
        <translation>用户名和密码</translation>
    </message>
    <message>
        <source>sign-in program</source>
        <translation>登录程序</translation>
    </message>
    <message>
        <source>auth provider</source>
        <translation>认证提供程序</translation>
    </message>
    <message>
        <source>client certificate</source>
        <translation>客户端证书</translation>
    </message>
    <message>
        <source>expires in %1</source>
        <extracomment>%1: a duration</extracomment>
        <translation>%1 后过期</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>reading its files…</source>
        <extracomment>States of a context in the list of clusters</extracomment>
        <translation>正在读取其文件…</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>尚未查询</translation>
    </message>
    <message>
        <source>checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>connected, but it does not answer now</source>
        <translation>已连接，但目前没有应答</translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation>无法连接</translation>
    </message>
    <message>
        <source>reachable at %1</source>
        <extracomment>%1: a time of day, when its server was last asked and answered</extracomment>
        <translation>%1 时可连接</translation>
    </message>
    <message>
        <source>no answer now, it was reachable at %1</source>
        <extracomment>%1: a time of day, when its server last answered</extracomment>
        <translation>现在没有应答，%1 时曾可连接</translation>
    </message>
    <message>
        <source>needs an auth provider, which this version does not run</source>
        <translation>需要认证提供程序，此版本不运行它</translation>
    </message>
    <message>
        <source>signs in with a program when it is connected</source>
        <translation>连接时由程序登录</translation>
    </message>
</context>
<context>
    <name>Strato::DetailChart</name>
    <message>
        <source>cores</source>
        <extracomment>title of a value axis; %1 is the count of processor cores</extracomment>
        <translation>核</translation>
    </message>
    <message>
        <source>limit</source>
        <extracomment>name of the line in a chart that marks a limit or threshold</extracomment>
        <translation>上限</translation>
    </message>
</context>
<context>
    <name>Strato::DetailsPane</name>
    <message>
        <source>As it was recorded then. Containers and conditions in full are read only of the present.</source>
        <translation>按当时的记录显示。完整的容器与状况信息只能读取当前的。</translation>
    </message>
    <message>
        <source>Reading the whole object.</source>
        <translation>正在读取完整对象。</translation>
    </message>
    <message>
        <source>Containers, conditions and annotations as read %1.</source>
        <extracomment>%1: a time of day</extracomment>
        <translation>容器、状况和注解读取于 %1。</translation>
    </message>
    <message>
        <source>gone</source>
        <extracomment>what is shown is no longer there</extracomment>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>Whole objects are read of the present only.</source>
        <translation>完整对象只能读取当前的。</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <extracomment>button: from an object back to the list</extracomment>
        <translation>返回（Esc）</translation>
    </message>
    <message>
        <source>Summary</source>
        <extracomment>tabs of an object&apos;s details</extracomment>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>YAML</source>
        <extracomment>the name of the format: do not translate</extracomment>
        <translation>YAML</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>No row is chosen</source>
        <translation>未选择任何行</translation>
    </message>
    <message>
        <source>Choose one to see its summary, its events and its YAML.</source>
        <translation>选择一行，查看其摘要、事件和 YAML。</translation>
    </message>
    <message>
        <source>Not in the list: the filter hides it</source>
        <extracomment>above an object&apos;s details, while the list beside does not show its row</extracomment>
        <translation>不在列表中：被筛选条件隐藏</translation>
    </message>
    <message>
        <source>Nothing was recorded of its cluster at that moment. This is what was seen later.</source>
        <translation>当时没有该集群的记录。这里显示的是之后看到的内容。</translation>
    </message>
    <message>
        <source>not recorded then</source>
        <extracomment>the moment shown is before anything was recorded of its cluster</extracomment>
        <translation>当时未记录</translation>
    </message>
    <message>
        <source>%1 is not connected</source>
        <extracomment>%1: name of a cluster</extracomment>
        <translation>未连接 %1</translation>
    </message>
    <message>
        <source>Whether this still exists is unknown. What is shown was seen last.</source>
        <extracomment>of an object, while its cluster is not connected</extracomment>
        <translation>它是否仍然存在不得而知。此处显示的是最后一次看到的内容。</translation>
    </message>
    <message>
        <source>Connect</source>
        <extracomment>button: opens the cluster that an object is of</extracomment>
        <translation>连接</translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>whether what is shown is still there</extracomment>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>Strato::DetailsTable</name>
    <message>
        <source>%1: %2</source>
        <extracomment>spoken: %1 is the name of a property, %2 its value</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Open ↗</source>
        <extracomment>button beside a web address: opens it in the browser</extracomment>
        <translation>打开 ↗</translation>
    </message>
    <message>
        <source>Open %1 in the browser</source>
        <extracomment>spoken: a button beside a web address; %1: the address</extracomment>
        <translation>在浏览器中打开 %1</translation>
    </message>
</context>
<context>
    <name>Strato::ErrorText</name>
    <message>
        <source>The input cannot be used.</source>
        <translation>输入无效。</translation>
    </message>
    <message>
        <source>It is not there.</source>
        <translation>目标不存在。</translation>
    </message>
    <message>
        <source>Check the name and the path; it may have been deleted meanwhile.</source>
        <translation>请检查名称和路径；它可能已被删除。</translation>
    </message>
    <message>
        <source>The operating system refused access to a file.</source>
        <translation>操作系统拒绝访问文件。</translation>
    </message>
    <message>
        <source>Give your user the right to read or write it.</source>
        <translation>请为当前用户授予读取或写入权限。</translation>
    </message>
    <message>
        <source>A file exists but cannot be read.</source>
        <translation>文件存在，但无法读取。</translation>
    </message>
    <message>
        <source>A file cannot be written.</source>
        <translation>无法写入文件。</translation>
    </message>
    <message>
        <source>The data does not follow its format.</source>
        <translation>数据格式不正确。</translation>
    </message>
    <message>
        <source>The data is larger than is safe to read.</source>
        <translation>数据过大，无法安全读取。</translation>
    </message>
    <message>
        <source>Narrow the request, or look at it with another tool.</source>
        <translation>请缩小请求范围，或使用其他工具查看。</translation>
    </message>
    <message>
        <source>The other side cannot do this.</source>
        <translation>对端不支持此操作。</translation>
    </message>
    <message>
        <source>No space is left on the disk.</source>
        <translation>磁盘空间不足。</translation>
    </message>
    <message>
        <source>Free some space; nothing that was shown is lost.</source>
        <translation>请释放一些空间；已显示的内容不会丢失。</translation>
    </message>
    <message>
        <source>This cluster is locked for reading only.</source>
        <translation>此集群已锁定为只读。</translation>
    </message>
    <message>
        <source>Unlock it before you change anything.</source>
        <translation>如需更改，请先解锁。</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>操作已取消。</translation>
    </message>
    <message>
        <source>Start it again if you still need it.</source>
        <translation>如仍需要，请重新开始。</translation>
    </message>
    <message>
        <source>The program made a mistake.</source>
        <translation>程序内部出错。</translation>
    </message>
    <message>
        <source>The server does not know who you are.</source>
        <translation>服务器无法确认你的身份。</translation>
    </message>
    <message>
        <source>Sign in again or renew the credential.</source>
        <translation>请重新登录或更新凭据。</translation>
    </message>
    <message>
        <source>You may not do this here.</source>
        <translation>你没有在此执行该操作的权限。</translation>
    </message>
    <message>
        <source>The object changed meanwhile.</source>
        <translation>对象在此期间已被更改。</translation>
    </message>
    <message>
        <source>Look at its new state and decide again.</source>
        <translation>请查看其最新状态后再作决定。</translation>
    </message>
    <message>
        <source>The server no longer keeps that version.</source>
        <translation>服务器已不再保留该版本。</translation>
    </message>
    <message>
        <source>The server asks for fewer requests.</source>
        <translation>服务器要求降低请求频率。</translation>
    </message>
    <message>
        <source>It is tried again when the server allows it.</source>
        <translation>服务器允许后将自动重试。</translation>
    </message>
    <message>
        <source>The server failed.</source>
        <translation>服务器出错。</translation>
    </message>
    <message>
        <source>The server gave an answer that was not expected.</source>
        <translation>服务器返回了意外的响应。</translation>
    </message>
    <message>
        <source>Check that the address points to the right service.</source>
        <translation>请检查地址是否指向正确的服务。</translation>
    </message>
    <message>
        <source>The answer is a web page or another format, not data.</source>
        <translation>响应是网页或其他格式，而非数据。</translation>
    </message>
    <message>
        <source>A proxy or a sign-in page may stand between; check the address and the proxy.</source>
        <translation>中间可能有代理或登录页；请检查地址和代理。</translation>
    </message>
    <message>
        <source>No connection could be made.</source>
        <translation>无法建立连接。</translation>
    </message>
    <message>
        <source>Check the address, the VPN and the firewall.</source>
        <translation>请检查地址、VPN 和防火墙。</translation>
    </message>
    <message>
        <source>The host name is unknown.</source>
        <translation>无法解析主机名。</translation>
    </message>
    <message>
        <source>Check the spelling, the DNS and the VPN.</source>
        <translation>请检查拼写、DNS 和 VPN。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate could not be trusted.</source>
        <translation>服务器证书不受信任。</translation>
    </message>
    <message>
        <source>Check the certificate authority and the server name in the kubeconfig.</source>
        <translation>请检查 kubeconfig 中的证书颁发机构和服务器名称。</translation>
    </message>
    <message>
        <source>The proxy refused or failed.</source>
        <translation>代理拒绝了请求或出现故障。</translation>
    </message>
    <message>
        <source>Check the proxy setting of this cluster.</source>
        <translation>请检查此集群的代理设置。</translation>
    </message>
    <message>
        <source>No answer came in time.</source>
        <translation>响应超时。</translation>
    </message>
    <message>
        <source>It is tried again; the link or the server may be slow.</source>
        <translation>正在自动重试；链路或服务器可能较慢。</translation>
    </message>
    <message>
        <source>The connection broke.</source>
        <translation>连接已断开。</translation>
    </message>
    <message>
        <source>It is being made again; old data stays, marked with its age.</source>
        <translation>正在重新连接；旧数据会保留，并标明时效。</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1 what went wrong, %2 what to do; both are whole sentences</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>%1 %2 (%3)</source>
        <extracomment>%1 what went wrong, %2 what to do, both whole sentences; %3 technical detail</extracomment>
        <translation>%1%2（%3）</translation>
    </message>
    <message>
        <source>Correct the value named in the details and try again.</source>
        <translation>请更正详情中指出的值后重试。</translation>
    </message>
    <message>
        <source>Check its permissions and the health of the disk.</source>
        <translation>请检查文件权限和磁盘状况。</translation>
    </message>
    <message>
        <source>Correct the place named in the details.</source>
        <translation>请修正详情中指出的位置。</translation>
    </message>
    <message>
        <source>A newer version may; `stratoscope doctor` shows what this one can do.</source>
        <translation>较新的版本可能支持；可用 doctor 命令查看其能力。</translation>
    </message>
    <message>
        <source>Please report it with the details.</source>
        <translation>请附上以下详情进行反馈。</translation>
    </message>
    <message>
        <source>Ask for the right named in the details.</source>
        <translation>请申请详情中指出的权限。</translation>
    </message>
    <message>
        <source>It is being read again, without your doing.</source>
        <translation>正在自动重新读取。</translation>
    </message>
    <message>
        <source>It is tried again; if it goes on, look at the server&apos;s own log.</source>
        <translation>正在自动重试；若持续出现，请查看服务器自身的日志。</translation>
    </message>
    <message>
        <source>A certificate has expired.</source>
        <translation>证书已过期。</translation>
    </message>
    <message>
        <source>Renew it; the date is in the details.</source>
        <translation>请更新证书；过期日期见下文。</translation>
    </message>
    <message>
        <source>No kubeconfig has this context.</source>
        <translation>没有任何 kubeconfig 含有这个上下文。</translation>
    </message>
    <message>
        <source>It may have been renamed or removed: choose another one.</source>
        <translation>它可能已改名或删除：请另选一个。</translation>
    </message>
    <message>
        <source>The cluster that it is reached through is not connected.</source>
        <translation>用于访问它的集群未连接。</translation>
    </message>
    <message>
        <source>Connect that cluster.</source>
        <translation>请连接该集群。</translation>
    </message>
    <message>
        <source>A program that it needs is not installed.</source>
        <translation>未安装它所需的程序。</translation>
    </message>
    <message>
        <source>Install its package.</source>
        <translation>请安装相应的软件包。</translation>
    </message>
    <message>
        <source>It was left out as somebody asked.</source>
        <translation>已按要求略去。</translation>
    </message>
    <message>
        <source>Start again without that option to have it.</source>
        <translation>如需使用，请去掉该选项后重新启动。</translation>
    </message>
    <message>
        <source>A file that it needs does not answer.</source>
        <translation>它所需的文件没有响应。</translation>
    </message>
    <message>
        <source>Check the network drive that holds it; it is used as soon as it answers.</source>
        <translation>请检查存放该文件的网络磁盘；一有响应就会使用。</translation>
    </message>
    <message>
        <source>The desktop&apos;s keychain has not answered yet.</source>
        <translation>桌面的密钥环尚未应答。</translation>
    </message>
    <message>
        <source>If it asks for its password, type it: what waits for it goes on then.</source>
        <translation>如果它要求输入密码，请输入：等待它的操作随后继续。</translation>
    </message>
    <message>
        <source>Nobody checks the certificate of this server: it may be another one.</source>
        <translation>没有验证该服务器的证书：对方可能是另一台服务器。</translation>
    </message>
    <message>
        <source>Who stands in between can read your credential and change what is shown. Name the certificate authority in the kubeconfig instead of insecure-skip-tls-verify.</source>
        <translation>中间人可以读取您的凭据并篡改所显示的内容。请在 kubeconfig 中指定证书颁发机构，不要使用 insecure-skip-tls-verify。</translation>
    </message>
    <message>
        <source>No kubeconfig has a context called %1.</source>
        <extracomment>%1: name of a context</extracomment>
        <translation>没有任何 kubeconfig 含有名为 %1 的上下文。</translation>
    </message>
    <message>
        <source>Connect the cluster %1.</source>
        <extracomment>%1: name of a cluster</extracomment>
        <translation>请连接集群 %1。</translation>
    </message>
    <message>
        <source>Install the package %1.</source>
        <extracomment>%1: name of a package of the operating system</extracomment>
        <translation>请安装软件包 %1。</translation>
    </message>
    <message>
        <source>Not all of your kubeconfig could be used</source>
        <translation>kubeconfig 有部分内容无法使用</translation>
    </message>
    <message>
        <source>The kubeconfig cannot be used</source>
        <translation>kubeconfig 无法使用</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: &quot;The kubeconfig cannot be used&quot;, %2: why, in whole sentences</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The sign-in program of this context may not run yet.</source>
        <translation>此上下文的登录程序尚未获准运行。</translation>
    </message>
    <message>
        <source>Approve it in the window, or allow it for one run with --allow-exec.</source>
        <translation>在窗口中批准它，或用 --allow-exec 允许它运行一次。</translation>
    </message>
    <message>
        <source>The sign-in program gave no credential.</source>
        <translation>登录程序没有给出凭据。</translation>
    </message>
    <message>
        <source>Look at what it said, mend that and try again.</source>
        <translation>查看它的输出，解决问题后重试。</translation>
    </message>
</context>
<context>
    <name>Strato::EventsTab</name>
    <message>
        <source>No event</source>
        <extracomment>state of the list of an object&apos;s events</extracomment>
        <translation>没有事件</translation>
    </message>
    <message>
        <source>The clusters keep events for a short while (often an hour) and none names this object.</source>
        <translation>集群只短时间保留事件（通常为一小时），其中没有涉及此对象的事件。</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Seen</source>
        <extracomment>columns of an object&apos;s events</extracomment>
        <translation>出现时间</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
</context>
<context>
    <name>Strato::ExplorerPage</name>
    <message>
        <source>Freshness of this list</source>
        <extracomment>accessible name of the line that says how fresh a list is</extracomment>
        <translation>此列表的新鲜度</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>资源类型</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Explorer</source>
        <translation>资源浏览</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>rows shown of rows there are: &quot;418 of 9,204&quot;</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) to re-sort</source>
        <extracomment>a link beside the count: rows whose values changed wait for their new place</extracomment>
        <translation>
            <numerusform>%n 行待重新排序</numerusform>
        </translation>
    </message>
    <message>
        <source>0 of %1 %2 match %3</source>
        <extracomment>%1: number of objects, %2: their kind, %3: a filter</extracomment>
        <translation>%1 个 %2 中，没有符合 %3 的</translation>
    </message>
    <message>
        <source>Without %1: %2</source>
        <extracomment>button: %1 a term of the filter, %2 how many rows there would be without it</extracomment>
        <translation>去掉 %1：%2</translation>
    </message>
    <message>
        <source>Looking up %1 at that moment</source>
        <translation>正在查询当时的 %1</translation>
    </message>
    <message>
        <source>Not known</source>
        <extracomment>%1: names of clusters
----------
%1: names of clusters, %2: a kind of object</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>What %1 held then was not seen by this console: that lies before it connected, or before what it keeps.</source>
        <translation>本控制台没有 %1 当时的记录：该时刻早于连接时间，或已超出保留范围。</translation>
    </message>
    <message>
        <source>There was no %1 then</source>
        <translation>当时没有 %1</translation>
    </message>
    <message>
        <source>%1 does not list %2</source>
        <extracomment>%1: name of a cluster, %2: a kind of object</extracomment>
        <translation>%1 无法列出 %2</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>The chosen cluster is not connected</source>
        <translation>所选集群未连接</translation>
    </message>
    <message>
        <source>There is no %1</source>
        <translation>没有 %1</translation>
    </message>
    <message>
        <source>The clusters answered: none exists.</source>
        <translation>集群均已响应：不存在此类对象。</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <extracomment>button: empties the filter</extracomment>
        <translation>清除筛选</translation>
    </message>
    <message>
        <source>What %1 held of %2 then was not seen by this console: it reads this kind since its list was first opened.</source>
        <translation>当时 %1 中的 %2 本控制台没有看到：它从首次打开该列表起才读取此类对象。</translation>
    </message>
    <message>
        <source>No cluster is open</source>
        <translation>没有打开的集群</translation>
    </message>
    <message>
        <source>Open one under Clusters.</source>
        <translation>请在“集群”中打开一个。</translation>
    </message>
    <message>
        <source>Reading which kinds there are</source>
        <translation>正在读取有哪些类型</translation>
    </message>
    <message>
        <source>No open cluster lists %1</source>
        <extracomment>%1: a kind of object</extracomment>
        <translation>打开的集群中没有 %1 这种类型</translation>
    </message>
    <message>
        <source>Choose a kind on the left.</source>
        <translation>请在左侧选择一种类型。</translation>
    </message>
    <message>
        <source>%1: names no field, so it is searched as text. Fields are ns: node: status: state: kind: cluster: owner: name: label:</source>
        <extracomment>%1: a word before a colon; the others are typed as they stand here</extracomment>
        <translation>%1: 不是字段名，已按普通文本搜索。可用字段：ns: node: status: state: kind: cluster: owner: name: label:</translation>
    </message>
</context>
<context>
    <name>Strato::FilterEdit</name>
    <message>
        <source>filter: text, ns:, node:, status:, label=value</source>
        <translation>筛选：文本、ns:、node:、status:、标签=值</translation>
    </message>
    <message>
        <source>Filter</source>
        <extracomment>accessible name of the filter field above a table</extracomment>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>Strato::Health</name>
    <message>
        <source>well</source>
        <extracomment>state of a thing: nothing is wrong with it</extracomment>
        <translation>正常</translation>
    </message>
    <message>
        <source>warning</source>
        <extracomment>state of a thing: worth a look</extracomment>
        <translation>警告</translation>
    </message>
    <message>
        <source>critical</source>
        <extracomment>state of a thing: it does not work</extracomment>
        <translation>严重</translation>
    </message>
    <message>
        <source>unknown</source>
        <extracomment>state of a thing: no source tells</extracomment>
        <translation>未知</translation>
    </message>
    <message>
        <source>changing</source>
        <extracomment>state of a thing: on its way from one state to another</extracomment>
        <translation>变更中</translation>
    </message>
</context>
<context>
    <name>Strato::HeatMap</name>
    <message>
        <source>%1  %2  %3</source>
        <extracomment>%1 is the name of a row (a host), %2 a time of day, %3 a value with unit</extracomment>
        <translation>%1  %2  %3</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <extracomment>%1 is what a cell of a chart says, %2 a remark on its row</extracomment>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>Strato::JoinReportView</name>
    <message>
        <source>What joins and what does not</source>
        <translation>关联与未关联的对象</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy what the test found</source>
        <translation>复制测试结果</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在查询服务器…</translation>
    </message>
    <message>
        <source>Its version, which families of metrics it has, and which nodes and pods they belong to.</source>
        <translation>服务器版本、所含的指标族，以及这些指标所属的节点和 Pod。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>on a button: stop the test</extracomment>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1 what went wrong, %2 what to do; both are whole sentences</extracomment>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>It answers</source>
        <extracomment>%1: name and version of a metrics server, such as &quot;Prometheus 2.42.0&quot;</extracomment>
        <translation>响应正常</translation>
    </message>
    <message>
        <source>Families of metrics: %1.</source>
        <extracomment>%1: names of families of metrics, comma separated</extracomment>
        <translation>指标族：%1。</translation>
    </message>
    <message>
        <source>It answers: %1</source>
        <translation>已应答：%1</translation>
    </message>
    <message>
        <source>Reading the files…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>Those of the certificates that are named above.</source>
        <translation>上面指定的证书文件。</translation>
    </message>
    <message>
        <source>The test failed</source>
        <translation>测试失败</translation>
    </message>
    <message>
        <source>It could not be added</source>
        <translation>无法添加</translation>
    </message>
</context>
<context>
    <name>Strato::JoinText</name>
    <message>
        <source>The cluster has no such service.</source>
        <translation>该集群中没有这个服务。</translation>
    </message>
    <message>
        <source>Check the namespace and the service with its port.</source>
        <translation>请检查命名空间以及服务及其端口。</translation>
    </message>
    <message>
        <source>Grafana has no such data source.</source>
        <translation>Grafana 中没有这个数据源。</translation>
    </message>
    <message>
        <source>Check its uid; it stands in the address of the data source&apos;s page.</source>
        <translation>请检查其 uid；可在数据源页面的地址中找到。</translation>
    </message>
    <message>
        <source>There is no Prometheus API at this address.</source>
        <translation>此地址没有 Prometheus API。</translation>
    </message>
    <message>
        <source>Check host and port; a path that all its pages begin with, such as /prometheus, belongs to the address.</source>
        <translation>请检查主机和端口；若其所有页面都以某个路径开头（如 /prometheus），该路径也属于地址。</translation>
    </message>
    <message>
        <source>The server does not know who you are (401).</source>
        <translation>服务器无法识别您的身份（401）。</translation>
    </message>
    <message>
        <source>Renew your sign-in to the cluster that it is reached through.</source>
        <translation>请更新用于访问它的集群的登录。</translation>
    </message>
    <message>
        <source>Check the kind of sign-in, and the user and password or the token.</source>
        <translation>请检查认证方式，以及用户名和密码或令牌。</translation>
    </message>
    <message>
        <source>You may not reach services through this cluster (403).</source>
        <translation>您无权通过此集群访问服务（403）。</translation>
    </message>
    <message>
        <source>The server knows you and refuses to answer (403).</source>
        <translation>服务器认识您但拒绝应答（403）。</translation>
    </message>
    <message>
        <source>Ask for the right to get services/proxy in that namespace.</source>
        <translation>请申请该命名空间中 services/proxy 的 get 权限。</translation>
    </message>
    <message>
        <source>Ask for the right to read, or check the tenant in the header X-Scope-OrgID.</source>
        <translation>请申请读取权限，或检查请求头 X-Scope-OrgID 中的租户。</translation>
    </message>
    <message>
        <source>The server&apos;s certificate could not be trusted.</source>
        <translation>无法信任服务器的证书。</translation>
    </message>
    <message>
        <source>Choose the file of the authority that issued it, and check the host name in the address.</source>
        <translation>请选择签发机构的证书文件，并检查地址中的主机名。</translation>
    </message>
    <message>
        <source>The host name in the address is unknown.</source>
        <translation>地址中的主机名未知。</translation>
    </message>
    <message>
        <source>Check the spelling, the DNS and the VPN.</source>
        <translation>请检查拼写、DNS 和 VPN。</translation>
    </message>
    <message>
        <source>Nothing listens at this address.</source>
        <translation>此地址没有服务在监听。</translation>
    </message>
    <message>
        <source>Check the host, the port, the firewall and the VPN.</source>
        <translation>请检查主机、端口、防火墙和 VPN。</translation>
    </message>
    <message>
        <source>A web page came instead of metrics.</source>
        <translation>返回的是网页而不是指标。</translation>
    </message>
    <message>
        <source>A sign-in page may stand between, or this is the address of a dashboard and not of its server.</source>
        <translation>中间可能有登录页面，或者这是仪表盘而非其服务器的地址。</translation>
    </message>
    <message>
        <source>The answer is not what a Prometheus says.</source>
        <translation>应答不符合 Prometheus 的格式。</translation>
    </message>
    <message>
        <source>Check that the address is that of its API.</source>
        <translation>请确认地址指向其 API。</translation>
    </message>
    <message>
        <source>The server sends us to another address, which is not followed.</source>
        <translation>服务器要求重定向到其他地址，未予跟随。</translation>
    </message>
    <message>
        <source>Use the address that is named below, if you trust it.</source>
        <translation>如果您信任下面所示的地址，请直接使用它。</translation>
    </message>
    <message>
        <source>The way there works, but the metrics server behind it does not answer.</source>
        <translation>访问路径正常，但其后的指标服务器没有应答。</translation>
    </message>
    <message>
        <source>See whether its pods run and its port is right.</source>
        <translation>请查看其 Pod 是否在运行、端口是否正确。</translation>
    </message>
    <message>
        <source>It answers and has no series that you may read. Where it keeps tenants apart, add the header X-Scope-OrgID; else see what it scrapes.</source>
        <translation>它已应答，但没有您可读取的序列。如果它区分租户，请添加请求头 X-Scope-OrgID；否则请查看它抓取了什么。</translation>
    </message>
    <message>
        <source>It has none of the families of metrics that are known here (node_exporter, cAdvisor, kube-state-metrics, service graph, istio, span metrics). See what it scrapes.</source>
        <translation>其中没有此处已知的指标族（node_exporter、cAdvisor、kube-state-metrics、服务图、istio、span 指标）。请查看它抓取了什么。</translation>
    </message>
    <message>
        <source>No cluster that it covers is open, so nothing could be joined: connect to one and test again.</source>
        <translation>它覆盖的集群均未打开，无法关联：请连接其中一个后再次测试。</translation>
    </message>
    <message>
        <source>Its series have no label “%1”. Choose “One cluster” if it covers one, else name the label that tells its clusters apart.</source>
        <extracomment>%1: name of a label</extracomment>
        <translation>其序列没有标签“%1”。如果它只覆盖一个集群，请选择“单个集群”，否则请指定用于区分集群的标签。</translation>
    </message>
    <message>
        <source>None of its series belongs to a node or a pod of this cluster: it may be another cluster&apos;s server.</source>
        <translation>没有任何序列属于此集群的节点或 Pod：它可能是另一个集群的服务器。</translation>
    </message>
    <message>
        <source>None of its series belongs to a node or a pod of these clusters. The label “%1” has the values %2: say below which of them is which cluster.</source>
        <extracomment>%1: name of a label; %2: its values, comma separated</extracomment>
        <translation>没有任何序列属于这些集群的节点或 Pod。标签“%1”的取值为 %2：请在下方指明各取值对应的集群。</translation>
    </message>
    <message>
        <source>Taken as “%1”, which has nodes of the same names.</source>
        <extracomment>%1: a value of a label</extracomment>
        <translation>视为“%1”，其节点名称相同。</translation>
    </message>
    <message>
        <source>More of its nodes are in “%2” than in “%1”: check which value it has.</source>
        <extracomment>%1: a value of a label; %2: another one</extracomment>
        <translation>其节点在“%2”中多于在“%1”中：请检查它的取值。</translation>
    </message>
    <message>
        <source>No series has %1=&quot;%2&quot;.</source>
        <extracomment>%1: name of a label; %2: the value it was looked for</extracomment>
        <translation>没有序列带有 %1=&quot;%2&quot;。</translation>
    </message>
    <message>
        <source>%1: its nodes and pods are not known yet.</source>
        <extracomment>%1: name of a cluster</extracomment>
        <translation>%1：其节点和 Pod 尚未得知。</translation>
    </message>
    <message>
        <source>%1: %2 of %3 nodes and %4 of %5 running pods have series.</source>
        <extracomment>%1: name of a cluster; %2 of %3 nodes and %4 of %5 running pods have series in the metrics server</extracomment>
        <translation>%1：%3 个节点中有 %2 个、%5 个运行中的 Pod 中有 %4 个有序列。</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: nodes without series</source>
        <extracomment>%1: name of a cluster</extracomment>
        <translation>%1：没有序列的节点</translation>
    </message>
    <message>
        <source>%1: series that belong to no node</source>
        <extracomment>%1: name of a cluster</extracomment>
        <translation>%1：不属于任何节点的序列</translation>
    </message>
    <message>
        <source>%1: pods without series</source>
        <extracomment>%1: name of a cluster</extracomment>
        <translation>%1：没有序列的 Pod</translation>
    </message>
</context>
<context>
    <name>Strato::KindPane</name>
    <message>
        <source>Workloads</source>
        <extracomment>Headings in the list of kinds of Kubernetes objects</extracomment>
        <translation>工作负载</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>访问控制</translation>
    </message>
    <message>
        <source>kind</source>
        <extracomment>placeholder of the field that narrows the list of kinds</extracomment>
        <translation>资源类型</translation>
    </message>
    <message>
        <source>Filter kinds</source>
        <translation>筛选资源类型</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>资源类型</translation>
    </message>
</context>
<context>
    <name>Strato::MainWindow</name>
    <message>
        <source>Every view shows this moment. Changes are refused. Objects are known from %1 on.</source>
        <translation>所有视图都显示这一时刻，不允许更改。对象自 %1 起有记录。</translation>
    </message>
    <message>
        <source>Every view shows this moment. Changes are refused. Objects of this moment are unknown: this console was not watching then.</source>
        <translation>所有视图都显示这一时刻，不允许更改。这一时刻的对象未知：本控制台当时尚未开始监视。</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Pause or go on</source>
        <translation>暂停或继续</translation>
    </message>
    <message>
        <source>Filter this list</source>
        <translation>筛选此列表</translation>
    </message>
    <message>
        <source>New window</source>
        <translation>新建窗口</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Add a Prometheus…</source>
        <translation>添加 Prometheus…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Stratoscope</source>
        <translation>关于 Stratoscope</translation>
    </message>
    <message>
        <source>Close window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <extracomment>%1: name of a view</extracomment>
        <translation>转到“%1”</translation>
    </message>
    <message>
        <source>%1 – Stratoscope</source>
        <extracomment>%1: name of a view; the program&apos;s name is not translated</extracomment>
        <translation>%1 – Stratoscope</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Text in its usual size</source>
        <translation>恢复文字大小</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>浅色主题</translation>
    </message>
    <message>
        <source>Theme of the desktop</source>
        <translation>跟随桌面主题</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <extracomment>%1: a language by its own name</extracomment>
        <translation>语言：%1</translation>
    </message>
    <message>
        <source>Open this address in the browser?</source>
        <translation>在浏览器中打开此地址？</translation>
    </message>
    <message>
        <source>A sign-in program names it. Open it only if you expect it.</source>
        <translation>登录程序给出了这个地址。只有在意料之中时才打开它。</translation>
    </message>
    <message>
        <source>Open</source>
        <extracomment>on a button</extracomment>
        <translation>打开</translation>
    </message>
    <message>
        <source>The address was not opened</source>
        <translation>地址未能打开</translation>
    </message>
    <message>
        <source>Sign-in programs</source>
        <translation>登录程序</translation>
    </message>
</context>
<context>
    <name>Strato::MarkList</name>
    <message>
        <source>No cluster is marked: each counts as production and is locked.</source>
        <translation>尚未标记任何集群：所有集群均视为生产集群并已锁定。</translation>
    </message>
    <message>
        <source>Production</source>
        <extracomment>a mark of a cluster</extracomment>
        <translation>生产</translation>
    </message>
    <message>
        <source>%1 is production</source>
        <extracomment>spoken; %1: name of a cluster</extracomment>
        <translation>%1 是生产集群</translation>
    </message>
    <message>
        <source>Locked</source>
        <extracomment>a mark of a cluster: nothing can be changed in it</extracomment>
        <translation>锁定</translation>
    </message>
    <message>
        <source>%1 is locked</source>
        <extracomment>spoken; %1: name of a cluster</extracomment>
        <translation>%1 已锁定</translation>
    </message>
    <message>
        <source>Forget</source>
        <extracomment>on a button: forget what was decided about this cluster</extracomment>
        <translation>清除标记</translation>
    </message>
    <message>
        <source>Forget the marks of %1</source>
        <extracomment>spoken; %1: name of a cluster</extracomment>
        <translation>清除 %1 的标记</translation>
    </message>
</context>
<context>
    <name>Strato::MessageDialog</name>
    <message>
        <source>Technical details</source>
        <translation>技术详情</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>closes a message or leaves things as they are</extracomment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Strato::NamedRows</name>
    <message>
        <source>The server&apos;s summary of this object. The object itself is on its way.</source>
        <translation>这是服务器提供的对象摘要，对象本身正在读取。</translation>
    </message>
</context>
<context>
    <name>Strato::NarrowBar</name>
    <message>
        <source>Narrowed to cluster %1</source>
        <extracomment>above a list that a link opened: it shows one cluster only; %1: its name</extracomment>
        <translation>已收窄到集群 %1</translation>
    </message>
    <message>
        <source>Narrowed to %1 in cluster %2</source>
        <extracomment>above a list that a link opened; %1: a filter, node:&quot;n1&quot;, %2: name of the only cluster shown</extracomment>
        <translation>已收窄到集群 %2 中的 %1</translation>
    </message>
    <message>
        <source>✕ Show all again (Esc)</source>
        <extracomment>button: ends what a link narrowed a list to</extracomment>
        <translation>✕ 重新显示全部 (Esc)</translation>
    </message>
    <message>
        <source>✕ Show all again</source>
        <translation>✕ 重新显示全部</translation>
    </message>
    <message>
        <source>Show all again</source>
        <translation>重新显示全部</translation>
    </message>
</context>
<context>
    <name>Strato::NavList</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <extracomment>%1 is the name of a view, %2 a count, %3 a state&apos;s word</extracomment>
        <translation>%1，%2 个%3</translation>
    </message>
</context>
<context>
    <name>Strato::OverviewPage</name>
    <message>
        <source>Worst now</source>
        <translation>当前最严重</translation>
    </message>
    <message>
        <source>Changed in the last hour</source>
        <translation>最近一小时的变更</translation>
    </message>
    <message>
        <source>Clusters</source>
        <extracomment>Titles of the overview&apos;s cards</extracomment>
        <translation>集群</translation>
    </message>
    <message>
        <source>CPU by host</source>
        <translation>各主机 CPU</translation>
    </message>
    <message>
        <source>Calls and errors</source>
        <translation>调用与错误</translation>
    </message>
    <message>
        <source>Pods and alerts</source>
        <translation>Pod 与告警</translation>
    </message>
    <message>
        <source>What</source>
        <extracomment>Column titles: what, where, why, touches, owner, since</extracomment>
        <translation>对象</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Touches</source>
        <translation>影响</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>始于</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>By</source>
        <extracomment>column title: the program or the person that made a change</extracomment>
        <translation>变更者</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Pods</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>CPU requested / used</source>
        <translation>CPU 请求 / 使用</translation>
    </message>
    <message>
        <source>Memory requested / used</source>
        <translation>内存请求 / 使用</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>Freshness</source>
        <translation>新鲜度</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>告警</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>running</source>
        <extracomment>States of pods, as the words on small tiles</extracomment>
        <translation>运行中</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>terminating</source>
        <translation>终止中</translation>
    </message>
    <message>
        <source>of %1</source>
        <extracomment>%1: the whole that a number is part of</extracomment>
        <translation>/ %1</translation>
    </message>
    <message>
        <source>Things ill</source>
        <translation>问题</translation>
    </message>
    <message numerus="yes">
        <source>%n critical</source>
        <translation>
            <numerusform>%n 个严重</numerusform>
        </translation>
    </message>
    <message>
        <source>Pods not ready</source>
        <translation>未就绪 Pod</translation>
    </message>
    <message numerus="yes">
        <source>%n failing</source>
        <translation>
            <numerusform>%n 个故障</numerusform>
        </translation>
    </message>
    <message>
        <source>Nodes ill</source>
        <translation>异常节点</translation>
    </message>
    <message>
        <source>Alerts firing</source>
        <translation>触发中的告警</translation>
    </message>
    <message>
        <source>Calls a second</source>
        <translation>每秒调用数</translation>
    </message>
    <message>
        <source>Error rate</source>
        <translation>错误率</translation>
    </message>
    <message>
        <source>%1 on yesterday</source>
        <extracomment>%1: a change such as &quot;+4 %&quot;</extracomment>
        <translation>较昨日 %1</translation>
    </message>
    <message>
        <source>mean %1</source>
        <extracomment>%1: a mean such as &quot;0.11 %&quot;</extracomment>
        <translation>均值 %1</translation>
    </message>
    <message>
        <source>No alerts known</source>
        <translation>告警情况未知</translation>
    </message>
    <message>
        <source>No alert fires</source>
        <translation>没有触发中的告警</translation>
    </message>
    <message>
        <source>nobody named</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>Nothing known yet</source>
        <translation>尚无信息</translation>
    </message>
    <message>
        <source>No cluster has answered.</source>
        <translation>尚无集群响应。</translation>
    </message>
    <message>
        <source>Nothing is wrong</source>
        <translation>一切正常</translation>
    </message>
    <message>
        <source>No workload, pod, node or volume is ill, and no alert fires.</source>
        <translation>工作负载、Pod、节点和卷均无异常，也没有触发中的告警。</translation>
    </message>
    <message>
        <source>No change seen</source>
        <translation>未发现变更</translation>
    </message>
    <message>
        <source>Changes are known from when this console connected.</source>
        <translation>变更自本控制台连接时起开始记录。</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨日</translation>
    </message>
    <message>
        <source>yesterday dotted</source>
        <extracomment>Note beside the title of a chart: the dotted line is the day before</extracomment>
        <translation>点线为昨日</translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n 台主机</numerusform>
        </translation>
    </message>
    <message>
        <source>No metrics yet</source>
        <translation>尚无指标</translation>
    </message>
    <message>
        <source>No metrics source</source>
        <translation>没有指标来源</translation>
    </message>
    <message>
        <source>Add a Prometheus…</source>
        <translation>添加 Prometheus…</translation>
    </message>
    <message>
        <source>all clusters</source>
        <translation>所有集群</translation>
    </message>
    <message>
        <source>CPU used</source>
        <translation>CPU 使用</translation>
    </message>
    <message>
        <source>Memory used</source>
        <translation>内存使用</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>得知途径</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: what a chart would show, %2: why it is empty</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>Note beside a title: %1 is &quot;30 hosts&quot;, %2 a duration such as &quot;1 h&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>The metrics server has no node_exporter series of hosts shown here.</source>
        <translation>指标服务器中没有此处所示主机的 node_exporter 序列。</translation>
    </message>
    <message>
        <source>Back to the overview</source>
        <extracomment>button: from a whole list back to the cards of the overview</extracomment>
        <translation>返回总览</translation>
    </message>
    <message>
        <source>All that is wrong</source>
        <translation>全部问题</translation>
    </message>
    <message>
        <source>Calls by service</source>
        <translation>按服务的调用</translation>
    </message>
    <message>
        <source>no cluster has answered</source>
        <translation>没有集群应答</translation>
    </message>
    <message>
        <source>no metrics server</source>
        <translation>没有指标服务器</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>尚无应答</translation>
    </message>
    <message>
        <source>none told by the metrics server</source>
        <translation>指标服务器未提供</translation>
    </message>
    <message>
        <source>failures are not counted</source>
        <translation>未统计失败</translation>
    </message>
    <message>
        <source>all %1</source>
        <extracomment>button beside the worst things: opens the whole list, %1: how many there are</extracomment>
        <translation>全部 %1 项</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <extracomment>%1: title of a list, %2: name of the one cluster that it is about</extracomment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>No metrics server tells any.</source>
        <translation>没有指标服务器提供告警。</translation>
    </message>
    <message>
        <source>No calls by service</source>
        <translation>没有按服务的调用</translation>
    </message>
    <message>
        <source>They come from a service graph, a mesh or span metrics in a metrics server; none of those series was found.</source>
        <translation>这些数据来自指标服务器中的服务图、服务网格或 span 指标；未找到任何此类序列。</translation>
    </message>
    <message>
        <source>%1 / %2 of %3</source>
        <extracomment>%1 and %2: shares such as &quot;71 %&quot; and &quot;38 %&quot;, requested and used; %3: all there is, such as &quot;96&quot; cores or &quot;1.2 TiB&quot;</extracomment>
        <translation>%1 / %2，共 %3</translation>
    </message>
    <message>
        <source>Capacity %1, for pods %2
Requested by pods %3
Used %4</source>
        <extracomment>amounts of CPU cores or bytes of memory; a dash where one is not known</extracomment>
        <translation>容量 %1，可供 Pod 使用 %2
Pod 请求 %3
已使用 %4</translation>
    </message>
    <message>
        <source>Use is not known: neither a metrics server nor metrics.k8s.io has told it yet.</source>
        <translation>使用量未知：指标服务器和 metrics.k8s.io 均尚未提供。</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Calls</source>
        <extracomment>column title: calls a second that a trouble touches</extracomment>
        <translation>调用</translation>
    </message>
    <message>
        <source>Nothing says when it began.</source>
        <translation>没有信息说明何时开始。</translation>
    </message>
    <message>
        <source>Change</source>
        <extracomment>column title: what has changed, without the thing&apos;s name</extracomment>
        <translation>变更</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>column title: calls a second that failed</extracomment>
        <translation>失败</translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) no cluster</source>
        <extracomment>of the alerts that fire</extracomment>
        <translation>
            <numerusform>%n 项未注明集群</numerusform>
        </translation>
    </message>
    <message>
        <source>The metrics server began to scrape moments ago: rates come after a few scrapes.</source>
        <translation>指标服务器刚开始采集:再采集几次后才有速率。</translation>
    </message>
    <message>
        <source>no rates yet: they need a few scrapes</source>
        <translation>暂无速率:需再采集几次</translation>
    </message>
    <message>
        <source>Clusters and connections…</source>
        <extracomment>button: opens the page of clusters and how they are reached</extracomment>
        <translation>集群与连接…</translation>
    </message>
    <message>
        <source>Objects of %1: %2</source>
        <extracomment>why nothing is known for sure; %1: a cluster, %2: &quot;catching up, 1,204 left&quot; or &quot;lost since 14:31:20&quot;</extracomment>
        <translation>%1 的对象：%2</translation>
    </message>
    <message>
        <source>Alerts of %1: %2</source>
        <extracomment>why nothing is known for sure; %1: a metrics server, %2: &quot;catching up&quot; or &quot;lost since 14:31:20&quot;</extracomment>
        <translation>%1 的告警：%2</translation>
    </message>
    <message>
        <source>Alerts of %1: no metrics server tells them</source>
        <extracomment>%1: a cluster</extracomment>
        <translation>%1 的告警：没有指标服务器提供</translation>
    </message>
    <message numerus="yes">
        <source>%n pod(s) not ready, not yet for long</source>
        <translation>
            <numerusform>%n 个 Pod 未就绪，时间尚短</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pod(s) of unknown state</source>
        <translation>
            <numerusform>%n 个 Pod 状态未知</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <extracomment>more reasons than those listed above</extracomment>
        <translation>
            <numerusform>另有 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>No cluster is open</source>
        <translation>没有打开的集群</translation>
    </message>
    <message>
        <source>What is ill, what changed and how it fares is told of open clusters.</source>
        <translation>打开集群后，这里会显示哪里异常、有何变更、运行如何。</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>追赶中</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>无记录</translation>
    </message>
    <message>
        <source>No object was ill</source>
        <translation>当时没有异常对象</translation>
    </message>
    <message>
        <source>No workload, pod, node or volume was. Alerts of that time are not known.</source>
        <translation>当时工作负载、Pod、节点和存储卷均无异常。当时的告警未知。</translation>
    </message>
    <message>
        <source>Nothing was wrong</source>
        <translation>当时一切正常</translation>
    </message>
    <message>
        <source>No workload, pod, node or volume was ill, and no alert fired.</source>
        <translation>当时没有工作负载、Pod、节点或卷异常，也没有告警触发。</translation>
    </message>
    <message>
        <source>Nothing found so far</source>
        <translation>目前未发现问题</translation>
    </message>
    <message>
        <source>No object is ill</source>
        <translation>没有异常对象</translation>
    </message>
    <message>
        <source>No workload, pod, node or volume is. Alerts are not known: there is no metrics server.</source>
        <translation>工作负载、Pod、节点和卷均无异常。告警情况未知：没有指标服务器。</translation>
    </message>
    <message>
        <source>No metrics server has answered for this moment yet.</source>
        <translation>还没有指标服务器就这一时刻作答。</translation>
    </message>
    <message>
        <source>No alert fired</source>
        <translation>当时没有告警触发</translation>
    </message>
    <message>
        <source>No metrics server has kept any of that time.</source>
        <translation>没有指标服务器保存那时的告警。</translation>
    </message>
    <message>
        <source>No alert so far</source>
        <translation>目前没有告警</translation>
    </message>
    <message>
        <source>Changes are seen in open clusters, from when they are opened.</source>
        <translation>变更自集群打开时起、在已打开的集群中记录。</translation>
    </message>
    <message>
        <source>The first answer is on its way.</source>
        <translation>首次应答即将到达。</translation>
    </message>
    <message>
        <source>Hosts, calls and errors come from a Prometheus, or any server with its API.</source>
        <translation>主机、调用和错误数据来自 Prometheus 或兼容其 API 的服务器。</translation>
    </message>
    <message>
        <source>The demo has none: %1</source>
        <extracomment>%1: why the demo&apos;s estate runs no Prometheus, in whole sentences</extracomment>
        <translation>演示环境没有：%1</translation>
    </message>
    <message>
        <source>The metrics server has no node_exporter series of that time of hosts shown here.</source>
        <translation>指标服务器没有这里所示主机在那时的 node_exporter 序列。</translation>
    </message>
    <message>
        <source>Worst at %1</source>
        <extracomment>Titles of the overview&apos;s cards; %1: a time of day</extracomment>
        <translation>%1 时最严重</translation>
    </message>
    <message>
        <source>Changed in the hour before %1</source>
        <translation>%1 之前一小时内的变更</translation>
    </message>
    <message>
        <source>no cluster is open</source>
        <translation>没有打开的集群</translation>
    </message>
    <message>
        <source>so far</source>
        <extracomment>under a nought: none was found, but not all has been heard yet</extracomment>
        <translation>截至目前</translation>
    </message>
    <message>
        <source>catching up</source>
        <translation>追赶中</translation>
    </message>
    <message>
        <source>none recorded then</source>
        <translation>当时无记录</translation>
    </message>
    <message>
        <source>not recorded before %1</source>
        <translation>%1 之前无记录</translation>
    </message>
    <message>
        <source>not recorded then</source>
        <translation>当时无记录</translation>
    </message>
    <message>
        <source>That moment is being looked up.</source>
        <translation>正在查询那一时刻。</translation>
    </message>
    <message>
        <source>This console has recorded objects from %1 on.</source>
        <translation>本控制台从 %1 起才有对象的记录。</translation>
    </message>
    <message>
        <source>This console was not watching then.</source>
        <translation>当时本控制台没有在观察。</translation>
    </message>
    <message>
        <source>Alerts: the metrics server began moments ago</source>
        <translation>告警：指标服务器刚刚开始采集</translation>
    </message>
    <message>
        <source>No metrics server tells alerts of it.</source>
        <translation>没有指标服务器提供它的告警。</translation>
    </message>
    <message>
        <source>No alert of that time was kept, and the objects of then are unknown: whether one fired is not known.</source>
        <translation>没有保存那时的告警，那时的对象也未知：无法得知当时是否有告警触发。</translation>
    </message>
    <message>
        <source>Objects of %1: you may not read %2</source>
        <extracomment>why nothing is known for sure; %1: a cluster, %2: kinds, such as &quot;nodes, persistentvolumes&quot;</extracomment>
        <translation>%1 的对象：您无权读取 %2</translation>
    </message>
    <message>
        <source>no node of an open cluster</source>
        <extracomment>beside the name of a host: no link to it, since it is not a Kubernetes node that the console knows</extracomment>
        <translation>不是已打开集群的节点</translation>
    </message>
    <message numerus="yes">
        <source>%n not listed</source>
        <extracomment>of the alerts that fire: so many more than the list of them has</extracomment>
        <translation>
            <numerusform>另有 %n 条未列出</numerusform>
        </translation>
    </message>
    <message>
        <source>data for %1 of %2</source>
        <extracomment>Note beside the title of a chart: %1 and %2 are durations, &quot;data for 31 min of 1 h&quot;</extracomment>
        <translation>%2 中有 %1 有数据</translation>
    </message>
    <message>
        <source>Samples are missing just now: rates come again after a few scrapes.</source>
        <translation>此刻缺少样本：再抓取几次后速率就会恢复。</translation>
    </message>
    <message>
        <source>unready</source>
        <extracomment>of pods that run but are not ready, and are in no worse state</extracomment>
        <translation>运行未就绪</translation>
    </message>
    <message>
        <source>no rates now: samples are missing</source>
        <extracomment>why a rate is missing: there was an outage of what measures it</extracomment>
        <translation>暂无速率：缺少样本</translation>
    </message>
    <message>
        <source>%1 on yesterday, over %2</source>
        <extracomment>%1: a change such as &quot;+4 %&quot;, %2: how much of the window has data, such as &quot;31 min&quot;</extracomment>
        <translation>比昨天 %1，按 %2 计</translation>
    </message>
    <message numerus="yes">
        <source>%n alike: %1</source>
        <extracomment>of alerts of one rule on several things: how many they are; %1: what the first of them says</extracomment>
        <translation>
            <numerusform>%n 条相同：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 条</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::PaletteSource</name>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Lists</source>
        <extracomment>heading in the command palette: kinds of objects, each leads to the list of its objects</extracomment>
        <translation>列表</translation>
    </message>
</context>
<context>
    <name>Strato::PastFrame</name>
    <message>
        <source>In the past: as of %1</source>
        <extracomment>%1 is a date and time with its zone</extracomment>
        <translation>正在查看过去：截至 %1</translation>
    </message>
    <message>
        <source>Go live (Esc)</source>
        <extracomment>leaves the past; the key stands in brackets</extracomment>
        <translation>回到实时（Esc）</translation>
    </message>
</context>
<context>
    <name>Strato::PlainLabel</name>
    <message>
        <source>Copy</source>
        <extracomment>copies the text of a label</extracomment>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Strato::PluginRules</name>
    <message>
        <source>Those that I approved</source>
        <extracomment>which programs that a kubeconfig names may run to sign in</extracomment>
        <translation>我批准过的</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Of those that I approved, the ones listed here</source>
        <translation>我批准过且列在此处的</translation>
    </message>
    <message>
        <source>May run</source>
        <translation>可以运行</translation>
    </message>
    <message>
        <source>Listed programs</source>
        <translation>列出的程序</translation>
    </message>
    <message>
        <source>One a line: a whole path, or a name that is sought in PATH. Each allows the one program that it leads to.</source>
        <translation>每行一个：完整路径，或在 PATH 中查找的名称。每一项只允许它所指向的那个程序。</translation>
    </message>
    <message>
        <source>Forget them</source>
        <extracomment>on a button: of programs that were approved</extracomment>
        <translation>忘记它们</translation>
    </message>
    <message>
        <source>Forget the approved sign-in programs</source>
        <translation>忘记已批准的登录程序</translation>
    </message>
    <message numerus="yes">
        <source>%n approved</source>
        <translation>
            <numerusform>已批准 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::PrometheusDialog</name>
    <message>
        <source>Add a Prometheus</source>
        <translation>添加 Prometheus</translation>
    </message>
    <message>
        <source>The metrics server</source>
        <translation>指标服务器</translation>
    </message>
    <message>
        <source>Test</source>
        <extracomment>on a button: try the server without adding it</extracomment>
        <translation>测试</translation>
    </message>
    <message>
        <source>Test the metrics server</source>
        <translation>测试指标服务器</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add the metrics server</source>
        <translation>添加指标服务器</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>closes the dialog without adding</extracomment>
        <translation>取消</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <extracomment>title of a dialog; %1: name of a metrics server</extracomment>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Save</source>
        <extracomment>on a button: take the server over</extracomment>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the metrics server</source>
        <translation>保存指标服务器</translation>
    </message>
</context>
<context>
    <name>Strato::PrometheusDraft</name>
    <message>
        <source>http:// is not encrypted: everybody on the way can read and change what this server says. Use https:// where it has it.</source>
        <translation>http:// 未加密：途经的任何人都能读取和篡改此服务器的数据。如果支持，请使用 https://。</translation>
    </message>
    <message>
        <source>Give it a name, so that you know it again.</source>
        <translation>请取一个便于辨认的名称。</translation>
    </message>
    <message>
        <source>The name is too long.</source>
        <translation>名称过长。</translation>
    </message>
    <message>
        <source>There is a metrics server called “%1” already.</source>
        <extracomment>%1: a name</extracomment>
        <translation>已有名为“%1”的指标服务器。</translation>
    </message>
    <message>
        <source>Type the address, such as https://prometheus.example:9090.</source>
        <translation>请输入地址，例如 https://prometheus.example:9090。</translation>
    </message>
    <message>
        <source>The address must start with https:// or http:// and name a host.</source>
        <translation>地址必须以 https:// 或 http:// 开头，并包含主机名。</translation>
    </message>
    <message>
        <source>Take the user and password out of the address: the sign-in below has fields for them, which are kept in the keychain.</source>
        <translation>请从地址中去掉用户名和密码：下方“认证”中有相应字段，其内容保存在密钥链中。</translation>
    </message>
    <message>
        <source>The address must end before “?” and “#”.</source>
        <translation>地址中不能包含“?”和“#”及其后的内容。</translation>
    </message>
    <message>
        <source>The uid of the data source stands in its address in Grafana: letters, digits, “-” and “_”.</source>
        <translation>数据源的 UID 可在其 Grafana 地址中找到：由字母、数字、“-”和“_”组成。</translation>
    </message>
    <message>
        <source>Connect to a cluster first: the way leads through its API server.</source>
        <translation>请先连接一个集群：访问要经过它的 API server。</translation>
    </message>
    <message>
        <source>Name the namespace of the service, such as monitoring.</source>
        <translation>请填写 Service 所在的命名空间，例如 monitoring。</translation>
    </message>
    <message>
        <source>Name the service and its port, such as prometheus:9090; https:prometheus:9090 where it speaks TLS.</source>
        <translation>请填写 Service 及其端口，例如 prometheus:9090；使用 TLS 时写作 https:prometheus:9090。</translation>
    </message>
    <message>
        <source>A sign-in is never sent over plain http. Use https://, or no sign-in.</source>
        <translation>认证信息绝不会通过明文 http 发送。请使用 https://，或不使用认证。</translation>
    </message>
    <message>
        <source>Type the user&apos;s name, without a colon.</source>
        <translation>请输入用户名，不能包含冒号。</translation>
    </message>
    <message>
        <source>Paste the token, in one line.</source>
        <translation>请粘贴令牌，只能为一行。</translation>
    </message>
    <message>
        <source>Choose the certificate file and the key file (PEM).</source>
        <translation>请选择证书文件和私钥文件（PEM）。</translation>
    </message>
    <message>
        <source>A client certificate works over https:// only.</source>
        <translation>客户端证书只能用于 https://。</translation>
    </message>
    <message>
        <source>“%1” is not a header: write Name: value, one a line.</source>
        <extracomment>%1: a line as typed</extracomment>
        <translation>“%1”不是有效的请求头：请写成 Name: value，每行一个。</translation>
    </message>
    <message>
        <source>Type at least one header, such as X-Scope-OrgID: team-a.</source>
        <translation>请至少输入一个请求头，例如 X-Scope-OrgID: team-a。</translation>
    </message>
    <message>
        <source>A label has letters, digits and “_”, and starts with no digit.</source>
        <translation>标签由字母、数字和“_”组成，且不能以数字开头。</translation>
    </message>
    <message>
        <source>“%1” can stand for one cluster only.</source>
        <extracomment>%1: a value of a label</extracomment>
        <translation>“%1”只能对应一个集群。</translation>
    </message>
    <message>
        <source>Tick at least one cluster that it covers.</source>
        <translation>请至少勾选一个它所覆盖的集群。</translation>
    </message>
    <message>
        <source>The demo estate&apos;s own metrics server has this name.</source>
        <translation>演示环境自带的指标服务器使用这个名称。</translation>
    </message>
</context>
<context>
    <name>Strato::PrometheusForm</name>
    <message>
        <source>Choose…</source>
        <extracomment>on a button beside a file name</extracomment>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Metrics server</source>
        <translation>指标服务器</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>How it is reached</source>
        <translation>访问方式</translation>
    </message>
    <message>
        <source>At its own address</source>
        <translation>直接访问其地址</translation>
    </message>
    <message>
        <source>Through a Kubernetes cluster</source>
        <translation>通过 Kubernetes 集群</translation>
    </message>
    <message>
        <source>Through Grafana</source>
        <translation>通过 Grafana</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Uid of the data source</source>
        <translation>数据源 UID</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Service and port</source>
        <translation>Service 和端口</translation>
    </message>
    <message>
        <source>The cluster&apos;s own sign-in is used; it needs the right to get services/proxy.</source>
        <translation>使用集群自身的认证；需要 services/proxy 的 get 权限。</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>认证</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>User and password</source>
        <translation>用户名和密码</translation>
    </message>
    <message>
        <source>Token (bearer)</source>
        <translation>令牌（Bearer）</translation>
    </message>
    <message>
        <source>Client certificate (mTLS)</source>
        <translation>客户端证书（mTLS）</translation>
    </message>
    <message>
        <source>Own headers</source>
        <translation>自定义请求头</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Headers, one a line</source>
        <translation>请求头，每行一个</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>Choose the certificate file</source>
        <translation>选择证书文件</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>私钥文件</translation>
    </message>
    <message>
        <source>Choose the key file</source>
        <translation>选择私钥文件</translation>
    </message>
    <message>
        <source>Authority (CA) file</source>
        <translation>CA 证书文件</translation>
    </message>
    <message>
        <source>Choose the file of the certificate authority</source>
        <translation>选择 CA 证书文件</translation>
    </message>
    <message>
        <source>the system&apos;s authorities</source>
        <translation>系统的 CA</translation>
    </message>
    <message>
        <source>Which clusters it covers</source>
        <translation>覆盖的集群</translation>
    </message>
    <message>
        <source>One cluster</source>
        <translation>一个集群</translation>
    </message>
    <message>
        <source>Several, told apart by a label</source>
        <translation>多个，以标签区分</translation>
    </message>
    <message>
        <source>It covers</source>
        <translation>覆盖范围</translation>
    </message>
    <message>
        <source>Which cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Which clusters</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>called %1</source>
        <extracomment>placeholder of a field: the label&apos;s value is the cluster&apos;s own name, %1</extracomment>
        <translation>名为 %1</translation>
    </message>
    <message>
        <source>Value of the label for %1</source>
        <extracomment>%1: name of a cluster</extracomment>
        <translation>%1 的标签取值</translation>
    </message>
    <message>
        <source>%1 (not connected)</source>
        <extracomment>%1: name of a cluster that is in the kubeconfig and not open now</extracomment>
        <translation>%1（未连接）</translation>
    </message>
    <message>
        <source>How much it is asked</source>
        <translation>查询频率限制</translation>
    </message>
    <message>
        <source>Queries at once, at most</source>
        <translation>最多同时查询数</translation>
    </message>
    <message>
        <source>Queries a second, at most</source>
        <translation>每秒最多查询数</translation>
    </message>
</context>
<context>
    <name>Strato::SecretKeysBox</name>
    <message>
        <source>Reading the names of its keys.</source>
        <translation>正在读取键名。</translation>
    </message>
    <message>
        <source>A value is fetched only when it is revealed, and hidden again after 30 s.</source>
        <translation>仅在显示时才获取值，30 秒后重新隐藏。</translation>
    </message>
    <message>
        <source>%1 bytes that are no text</source>
        <extracomment>%1: number of bytes</extracomment>
        <translation>%1 字节非文本数据</translation>
    </message>
    <message>
        <source>Keys</source>
        <extracomment>heading above the names in a Kubernetes Secret</extracomment>
        <translation>键</translation>
    </message>
    <message>
        <source>Values are not fetched while the past is shown.</source>
        <translation>查看过去时不获取值。</translation>
    </message>
    <message>
        <source>Hide</source>
        <extracomment>buttons beside a secret value</extracomment>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Reveal</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>spoken: %1 is Reveal or Hide, %2 the name of a key</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>The server counts %1 keys; of %2 the name is recorded. Reading the others fetches the secret, whose values are not kept.</source>
        <translation>服务器计有 %1 个键，其中 %2 个的名称有记录。读取其余名称会获取整个 Secret，其值不会保留。</translation>
    </message>
    <message>
        <source>Read all names</source>
        <extracomment>button in the details of a secret</extracomment>
        <translation>读取全部名称</translation>
    </message>
</context>
<context>
    <name>Strato::ServerList</name>
    <message>
        <source>%1/%2 through %3</source>
        <extracomment>%1: namespace, %2: service and port, %3: name of a cluster</extracomment>
        <translation>%1/%2，经由 %3</translation>
    </message>
    <message>
        <source>data source %1 of %2</source>
        <extracomment>%1: id of a data source, %2: address of Grafana</extracomment>
        <translation>%2 的数据源 %1</translation>
    </message>
    <message>
        <source>removed when you close this</source>
        <translation>关闭此窗口时移除</translation>
    </message>
    <message>
        <source>Keep</source>
        <extracomment>on a button: do not remove it after all / remove it</extracomment>
        <translation>保留</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Keep %1</source>
        <extracomment>spoken; %1: name of a metrics server</extracomment>
        <translation>保留 %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>移除 %1</translation>
    </message>
    <message>
        <source>None is remembered. Add one from the command palette or the view “Clusters”.</source>
        <translation>尚未保存任何服务器。可从命令面板或“集群”视图添加。</translation>
    </message>
    <message>
        <source>Edit…</source>
        <extracomment>on a button: change what is remembered of a metrics server</extracomment>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <extracomment>spoken; %1: name of a metrics server</extracomment>
        <translation>编辑 %1</translation>
    </message>
</context>
<context>
    <name>Strato::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>How it looks</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language and time</source>
        <translation>语言与时间</translation>
    </message>
    <message>
        <source>Metrics servers</source>
        <translation>指标服务器</translation>
    </message>
    <message>
        <source>Marks of clusters</source>
        <translation>集群标记</translation>
    </message>
    <message>
        <source>As the system</source>
        <extracomment>choices of colours; the first follows the desktop
----------
choice of language; the names of languages are written in themselves</extracomment>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>High contrast, dark</source>
        <translation>高对比度深色</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation>高对比度浅色</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>配色</translation>
    </message>
    <message>
        <source> %</source>
        <extracomment>after a number: per cent</extracomment>
        <translation> %</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>State colours that hold for red-green blindness</source>
        <translation>适合红绿色盲的状态颜色</translation>
    </message>
    <message>
        <source>Less motion</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Local time</source>
        <extracomment>choices of time zone</extracomment>
        <translation>本地时间</translation>
    </message>
    <message>
        <source>A named zone</source>
        <translation>指定时区</translation>
    </message>
    <message>
        <source>Times are written in</source>
        <translation>时间显示为</translation>
    </message>
    <message>
        <source>Name of the zone</source>
        <translation>时区名称</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Restore: take back the last change</source>
        <translation>还原：撤销上一次更改</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>closes the dialog</extracomment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Changes apply at once.</source>
        <translation>更改立即生效。</translation>
    </message>
    <message>
        <source>No time zone is called “%1”. Names look like Asia/Shanghai.</source>
        <extracomment>%1: what was typed</extracomment>
        <translation>没有名为“%1”的时区。名称形如 Asia/Shanghai。</translation>
    </message>
    <message>
        <source>Set on the command line for this run.</source>
        <extracomment>under a choice that cannot be changed here</extracomment>
        <translation>本次运行由命令行设定。</translation>
    </message>
    <message>
        <source>Sign-in programs</source>
        <translation>登录程序</translation>
    </message>
</context>
<context>
    <name>Strato::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Filter by key or by what it does</source>
        <translation>按按键或功能筛选</translation>
    </message>
    <message>
        <source>Filter shortcuts</source>
        <translation>筛选快捷键</translation>
    </message>
    <message>
        <source>No shortcut matches this filter.</source>
        <translation>没有符合筛选条件的快捷键。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Time bar</source>
        <translation>时间条</translation>
    </message>
    <message>
        <source>Earlier by one step</source>
        <translation>向更早移动一步</translation>
    </message>
    <message>
        <source>Later by one step</source>
        <translation>向更晚移动一步</translation>
    </message>
    <message>
        <source>Earlier by half the window</source>
        <translation>向更早移动半个时间窗口</translation>
    </message>
    <message>
        <source>Later by half the window</source>
        <translation>向更晚移动半个时间窗口</translation>
    </message>
    <message>
        <source>To the start of the window</source>
        <translation>到时间窗口起点</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Go live, in every view</source>
        <translation>回到实时（任何视图中）</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Open the row</source>
        <translation>打开所在行</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>第一行</translation>
    </message>
    <message>
        <source>Last row</source>
        <translation>最后一行</translation>
    </message>
    <message>
        <source>Copy the chosen rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Choose all rows</source>
        <translation>选择所有行</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>To the filter of this list</source>
        <translation>转到此列表的筛选框</translation>
    </message>
    <message>
        <source>Filter used before</source>
        <translation>上一个用过的筛选</translation>
    </message>
    <message>
        <source>Filter used after that</source>
        <translation>下一个用过的筛选</translation>
    </message>
    <message>
        <source>Back to the rows</source>
        <translation>返回列表行</translation>
    </message>
    <message>
        <source>Clear the filter, then back to the rows</source>
        <translation>先清除筛选，再返回列表行</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>To the next control</source>
        <translation>转到下一个控件</translation>
    </message>
    <message>
        <source>To the previous control</source>
        <translation>转到上一个控件</translation>
    </message>
    <message>
        <source>Press the button or tick the box</source>
        <translation>按下按钮或勾选复选框</translation>
    </message>
    <message>
        <source>Does</source>
        <extracomment>column titles of the list of shortcuts</extracomment>
        <translation>功能</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>closes the dialog</extracomment>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Strato::SignIn</name>
    <message>
        <source>Command:</source>
        <extracomment>of a program that is to run: as the kubeconfig names it</extracomment>
        <translation>命令：</translation>
    </message>
    <message>
        <source>Program:</source>
        <extracomment>the file that a command leads to</extracomment>
        <translation>程序：</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>参数：</translation>
    </message>
    <message>
        <source>Environment:</source>
        <extracomment>environment variables that a program is given</extracomment>
        <translation>环境变量：</translation>
    </message>
    <message>
        <source>Told of the cluster:</source>
        <extracomment>a program is given the address of the cluster that it signs in to</extracomment>
        <translation>告知它的集群：</translation>
    </message>
</context>
<context>
    <name>Strato::SignInPane</name>
    <message>
        <source>, </source>
        <extracomment>between names in a list</extracomment>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1: names of contexts; %n: how many more there are</extracomment>
        <translation>
            <numerusform>%1 和另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 wants to run a program to sign you in</source>
        <extracomment>%1: names of contexts</extracomment>
        <translation>%1 想运行一个程序为你登录</translation>
    </message>
    <message>
        <source>%1: signing in failed</source>
        <extracomment>%1: names of contexts</extracomment>
        <translation>%1：登录失败</translation>
    </message>
    <message>
        <source>%1: signing in</source>
        <extracomment>%1: names of contexts</extracomment>
        <translation>%1：正在登录</translation>
    </message>
    <message>
        <source>The kubeconfig names it; it runs with your rights. Approve it only if you know it. You are asked again when anything of this changes.</source>
        <translation>它由 kubeconfig 指定，以你的权限运行。只有认识它时才批准。其中任何一项改变后会再次询问。</translation>
    </message>
    <message>
        <source>Waiting for %1.</source>
        <extracomment>%1: a program</extracomment>
        <translation>正在等待 %1。</translation>
    </message>
    <message>
        <source>%1 It is tried again from %2 on.</source>
        <extracomment>%1: why, in whole sentences; %2: a time of day</extracomment>
        <translation>%1 %2 起会重试。</translation>
    </message>
    <message>
        <source>%1 It is not tried again before you say so.</source>
        <extracomment>%1: why, in whole sentences</extracomment>
        <translation>%1 在你要求之前不会重试。</translation>
    </message>
    <message numerus="yes">
        <source>%n more wait</source>
        <translation>
            <numerusform>另有 %n 个在等待</numerusform>
        </translation>
    </message>
    <message>
        <source>What would run</source>
        <translation>将要运行的内容</translation>
    </message>
    <message numerus="yes">
        <source>%n earlier lines are left out</source>
        <translation>
            <numerusform>省略了之前的 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>What the program says</source>
        <translation>程序的输出</translation>
    </message>
    <message>
        <source>How to install it: %1</source>
        <extracomment>%1: what the kubeconfig says about installing a program</extracomment>
        <translation>安装方法：%1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <extracomment>on a button; %1: an address of the web</extracomment>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Approve</source>
        <extracomment>on a button: let this program run</extracomment>
        <translation>批准</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Put away</source>
        <extracomment>on a button: put this message away</extracomment>
        <translation>收起</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>on a button: end the program that signs in</extracomment>
        <translation>取消</translation>
    </message>
    <message>
        <source>%1: signing in to %2</source>
        <extracomment>spoken; %1: what is on a button, %2: names of contexts</extracomment>
        <translation>%1：登录 %2</translation>
    </message>
</context>
<context>
    <name>Strato::StartPage</name>
    <message>
        <source>Open another cluster</source>
        <translation>打开其他集群</translation>
    </message>
    <message>
        <source>Nothing is connected yet.</source>
        <translation>尚未连接任何集群。</translation>
    </message>
    <message>
        <source>Choose a context below, look around in the demo estate, or add a metrics server.</source>
        <translation>请选择下方的上下文，进入演示环境看看，或添加指标服务器。</translation>
    </message>
    <message>
        <source>The demo estate did not start</source>
        <translation>演示环境未能启动</translation>
    </message>
    <message>
        <source>The demo estate is starting…</source>
        <translation>演示环境正在启动…</translation>
    </message>
    <message>
        <source>Look around in the demo estate</source>
        <translation>进入演示环境</translation>
    </message>
    <message>
        <source>Add a Prometheus…</source>
        <translation>添加 Prometheus…</translation>
    </message>
    <message>
        <source>Open a kubeconfig…</source>
        <translation>打开 kubeconfig…</translation>
    </message>
    <message numerus="yes">
        <source>%n context(s) found in your kubeconfig</source>
        <translation>
            <numerusform>在 kubeconfig 中找到 %n 个上下文</numerusform>
        </translation>
    </message>
    <message>
        <source>No context was found in KUBECONFIG or ~/.kube/config. Open a kubeconfig that your cluster&apos;s owner gave you.</source>
        <translation>在 KUBECONFIG 或 ~/.kube/config 中未找到上下文。请打开集群负责人提供的 kubeconfig。</translation>
    </message>
</context>
<context>
    <name>Strato::StateDelegate</name>
    <message>
        <source>PRODUCTION</source>
        <extracomment>marks a production cluster; upper case where the language has it</extracomment>
        <translation>生产</translation>
    </message>
</context>
<context>
    <name>Strato::StatusStrip</name>
    <message>
        <source>%1 live, %2 old</source>
        <extracomment>%1: name of a source, %2: an age such as &quot;3s&quot;</extracomment>
        <translation>%1 实时，%2 前更新</translation>
    </message>
    <message>
        <source>kubernetes %1/%2 live</source>
        <extracomment>%1 of %2 clusters are live</extracomment>
        <translation>kubernetes %1/%2 实时</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)/min</source>
        <extracomment>The console&apos;s own requests in the last minute</extracomment>
        <translation>
            <numerusform>%n 次请求/分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>What this console asks of your servers</source>
        <translation>本控制台向服务器发出的请求</translation>
    </message>
    <message>
        <source>What this console receives</source>
        <translation>本控制台接收的数据</translation>
    </message>
    <message>
        <source>Memory that this console holds</source>
        <translation>本控制台占用的内存</translation>
    </message>
</context>
<context>
    <name>Strato::StratoTable</name>
    <message>
        <source>Copy</source>
        <extracomment>copies the selected rows</extracomment>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Sort by</source>
        <extracomment>submenu: by which column rows are sorted</extracomment>
        <translation>排序方式</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>另存为 CSV</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>The file was not written.</source>
        <translation>文件未能写入。</translation>
    </message>
    <message>
        <source>Nothing that existed before was changed. Choose another place, or free some space.</source>
        <translation>原有内容没有任何改动。请选择其他位置，或释放一些空间。</translation>
    </message>
    <message numerus="yes">
        <source>%n worse will move up: %1</source>
        <extracomment>a strip below a list whose rows must not move now. %n worse things will stand higher up; %1: the worst of them</extracomment>
        <translation>
            <numerusform>上方有 %n 项更严重：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more to list: %1</source>
        <extracomment>a strip below a list whose rows must not move now. %n more things will be listed; %1: the first of them</extracomment>
        <translation>
            <numerusform>另有 %n 项待列出：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Columns…</source>
        <extracomment>opens a list of ticks: which columns are shown</extracomment>
        <translation>列…</translation>
    </message>
</context>
<context>
    <name>Strato::TableView</name>
    <message>
        <source>Select all</source>
        <extracomment>accessible name of the corner of a table</extracomment>
        <translation>全选</translation>
    </message>
</context>
<context>
    <name>Strato::TimeBar</name>
    <message>
        <source>last %1 min</source>
        <extracomment>width of the time window in minutes</extracomment>
        <translation>最近 %1 分钟</translation>
    </message>
    <message>
        <source>last %1 h</source>
        <extracomment>width of the time window in hours</extracomment>
        <translation>最近 %1 小时</translation>
    </message>
    <message>
        <source>last %1 d</source>
        <extracomment>width of the time window in days</extracomment>
        <translation>最近 %1 天</translation>
    </message>
    <message>
        <source>Go live</source>
        <translation>回到实时</translation>
    </message>
    <message>
        <source>Stop the clock here</source>
        <translation>停在此刻</translation>
    </message>
    <message>
        <source>LIVE</source>
        <extracomment>the window shows the present</extracomment>
        <translation>实时</translation>
    </message>
    <message>
        <source>all windows</source>
        <extracomment>beside the clock when several windows are open: they all show this time</extracomment>
        <translation>所有窗口</translation>
    </message>
    <message>
        <source>One time for all windows: who stops or moves it here does so in every window.</source>
        <translation>所有窗口共用一个时间：在这里停住或移动，每个窗口都会随之改变。</translation>
    </message>
</context>
<context>
    <name>Strato::TimeCanvas</name>
    <message>
        <source>Time line</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>as of %1</source>
        <extracomment>%1 is a date and time with zone</extracomment>
        <translation>截至 %1</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>%1 +%2</source>
        <extracomment>mark on the time line that stands for several: %1 is the name of one, %2 how many more there are</extracomment>
        <translation>%1 +%2</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Objects are unknown before %1: this console was not watching then.</source>
        <extracomment>tool tip; %1 is a time of day</extracomment>
        <translation>%1 之前对象未知：本控制台当时尚未开始监视。</translation>
    </message>
    <message>
        <source>The bars are of metrics, which reach further back.</source>
        <translation>柱形来自指标，指标可追溯到更早。</translation>
    </message>
    <message>
        <source>objects unknown before %1</source>
        <extracomment>%1 is a time of day; before it nothing is known of the objects, while bars of metrics may reach further back</extracomment>
        <translation>%1 之前对象未知</translation>
    </message>
    <message>
        <source>Objects are unknown from %1 to %2: this console was not watching then.</source>
        <extracomment>tool tip; %1 and %2 are times of day</extracomment>
        <translation>%1 至 %2 的对象状态未知：当时本控制台没有在观察。</translation>
    </message>
</context>
<context>
    <name>Strato::TimeSeriesChart</name>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is the name of a line in a chart, %2 its newest value with unit</extracomment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>top %1</source>
        <extracomment>%1 is the highest value on the axis of a chart</extracomment>
        <translation>最高 %1</translation>
    </message>
    <message>
        <source>limit %1</source>
        <extracomment>label of the line in a chart from which on values are worth a warning, %1: its value with unit</extracomment>
        <translation>上限 %1</translation>
    </message>
</context>
<context>
    <name>Strato::TimeText</name>
    <message>
        <source>d MMM</source>
        <extracomment>day and month in Qt&apos;s date format, e.g. &quot;23 Nov&quot;</extracomment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <extracomment>weekday, day and month in Qt&apos;s date format, e.g. &quot;Mon 23 Nov&quot;</extracomment>
        <translation>M月d日 ddd</translation>
    </message>
    <message>
        <source>since %1</source>
        <extracomment>%1 is a time of day, perhaps with a date</extracomment>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>as of %1</source>
        <extracomment>%1 is a time of day: the view shows this past moment</extracomment>
        <translation>截至 %1</translation>
    </message>
</context>
<context>
    <name>Strato::ToastArea</name>
    <message>
        <source>Messages</source>
        <extracomment>accessible name of the corner where short messages appear</extracomment>
        <translation>消息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <extracomment>puts a message away</extracomment>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Strato::TopBar</name>
    <message>
        <source>Go to anything, or type a command</source>
        <extracomment>The button that opens the command palette</extracomment>
        <translation>转到任意对象，或输入命令</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Open another cluster</source>
        <translation>打开其他集群</translation>
    </message>
    <message>
        <source>Menu of the program</source>
        <translation>程序菜单</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>集群</translation>
    </message>
    <message numerus="yes">
        <source>%n more ▾</source>
        <extracomment>clusters for which the window is too narrow; a list of them opens</extracomment>
        <translation>
            <numerusform>还有 %n 个 ▾</numerusform>
        </translation>
    </message>
    <message>
        <source>Clusters that do not fit</source>
        <translation>未能显示的集群</translation>
    </message>
    <message>
        <source>Show this cluster alone</source>
        <translation>只显示此集群</translation>
    </message>
    <message>
        <source>Show all clusters</source>
        <translation>显示所有集群</translation>
    </message>
    <message>
        <source>This is production</source>
        <translation>这是生产集群</translation>
    </message>
    <message>
        <source>Locked: reading only</source>
        <translation>锁定：只读</translation>
    </message>
    <message>
        <source>Connection details…</source>
        <translation>连接详情…</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Show this cluster</source>
        <extracomment>whether the views show this cluster</extracomment>
        <translation>显示此集群</translation>
    </message>
</context>
<context>
    <name>Strato::YamlTab</name>
    <message>
        <source>The object could not be read</source>
        <translation>无法读取对象</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>read %1, %2 old</source>
        <extracomment>%1: a time of day, %2: how long ago</extracomment>
        <translation>读取于 %1，%2 前</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Refresh</source>
        <extracomment>button: reads the object again</extracomment>
        <translation>刷新</translation>
    </message>
    <message>
        <source>managedFields</source>
        <extracomment>check box above YAML; managedFields is a field&apos;s name</extracomment>
        <translation>managedFields</translation>
    </message>
    <message>
        <source>Show managedFields</source>
        <translation>显示 managedFields</translation>
    </message>
    <message>
        <source>YAML</source>
        <translation>YAML</translation>
    </message>
    <message>
        <source>%1, reading again</source>
        <extracomment>%1: when it was read and how old that is</extracomment>
        <translation>%1，正在重新读取</translation>
    </message>
    <message>
        <source>%1; metadata only: values are read key by key</source>
        <extracomment>above the YAML of a Secret; %1: when it was read</extracomment>
        <translation>%1；仅元数据：值按键逐个读取</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>%1 (%2 ago)</source>
        <extracomment>%1: a moment, %2: how long ago</extracomment>
        <translation>%1（%2 前）</translation>
    </message>
    <message>
        <source>Owner</source>
        <extracomment>the object that controls this one</extracomment>
        <translation>属主</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>gone: this is the last that was seen</source>
        <translation>已不存在：这是最后一次见到的内容</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>命名空间</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>集群</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Deletion asked for</source>
        <translation>请求删除时间</translation>
    </message>
    <message>
        <source>uid</source>
        <extracomment>Kubernetes&apos; uid of an object</extracomment>
        <translation>UID</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>信息来源</translation>
    </message>
    <message>
        <source>the server&apos;s summary; the object is on its way</source>
        <translation>服务器提供的摘要；对象正在读取</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Container %1</source>
        <extracomment>%1: a container&apos;s name</extracomment>
        <translation>容器 %1</translation>
    </message>
    <message>
        <source>Init container %1</source>
        <translation>Init 容器 %1</translation>
    </message>
    <message>
        <source>Debug container %1</source>
        <translation>调试容器 %1</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Restarts</source>
        <translation>重启</translation>
    </message>
    <message>
        <source>Last exit</source>
        <extracomment>exit code, reason and time of a container&apos;s former run</extracomment>
        <translation>上次退出</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>状况</translation>
    </message>
    <message>
        <source>Pods</source>
        <translation>Pod</translation>
    </message>
    <message>
        <source>on this node</source>
        <translation>此节点上</translation>
    </message>
    <message>
        <source>in this namespace</source>
        <translation>此命名空间内</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Belongs to it</source>
        <extracomment>objects that belong to this one</extracomment>
        <translation>下属对象</translation>
    </message>
    <message>
        <source>all %1</source>
        <extracomment>%1: how many</extracomment>
        <translation>全部 %1 个</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>注解</translation>
    </message>
    <message>
        <source>unknown: the metrics server began moments ago</source>
        <translation>未知：指标服务器刚刚开始采集</translation>
    </message>
    <message>
        <source>unknown: no metrics server tells those of this cluster</source>
        <translation>未知：没有指标服务器提供该集群的告警</translation>
    </message>
    <message>
        <source>unknown: %1 is %2</source>
        <extracomment>alerts; %1: a metrics server, %2: &quot;lost since 14:31:20&quot; or &quot;catching up&quot;</extracomment>
        <translation>未知：%1 %2</translation>
    </message>
    <message>
        <source>Alerts</source>
        <extracomment>heading: alerts of metrics servers that fire on an object</extracomment>
        <translation>告警</translation>
    </message>
    <message>
        <source>Firing</source>
        <extracomment>row under the heading &quot;Alerts&quot;: what is known of those that fire</extracomment>
        <translation>触发中</translation>
    </message>
    <message>
        <source>unknown: there is no metrics server</source>
        <translation>未知：没有指标服务器</translation>
    </message>
    <message>
        <source>not recorded then: this was seen later</source>
        <translation>当时未记录：这是之后看到的内容</translation>
    </message>
    <message>
        <source>Why</source>
        <extracomment>why a pod is in its state: a word of Kubernetes, &quot;Evicted&quot;, &quot;Unschedulable&quot;</extracomment>
        <translation>原因</translation>
    </message>
    <message>
        <source>Team</source>
        <extracomment>who answers for an object
----------
%1: a team, %2: the object that names it (&quot;Namespace shop&quot;)</extracomment>
        <translation>团队</translation>
    </message>
    <message>
        <source>%1, named by %2</source>
        <translation>%1（由 %2 指定）</translation>
    </message>
    <message>
        <source>unknown: its cluster is being read</source>
        <extracomment>of an object: whether it still exists</extracomment>
        <translation>未知：正在读取其集群</translation>
    </message>
    <message>
        <source>unknown: its cluster is not connected</source>
        <translation>未知：其集群未连接</translation>
    </message>
</context>
<context>
    <name>YamlText</name>
    <message>
        <source>cut here: the object is larger</source>
        <translation>在此截断：对象未完整显示</translation>
    </message>
    <message numerus="yes">
        <source># not shown, %n character(s)</source>
        <translation>
            <numerusform># 未显示，%n 个字符</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source># folded, %n entry(s)</source>
        <translation>
            <numerusform># 已折叠，%n 项</numerusform>
        </translation>
    </message>
</context>
</TS>
