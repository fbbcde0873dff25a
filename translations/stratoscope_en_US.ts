<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>Finding</name>
    <message numerus="yes">
        <source>%n pod(s)</source>
        <translation>
            <numerusform>%n pod</numerusform>
            <numerusform>%n pods</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Freshness</name>
    <message numerus="yes">
        <source>%n cluster(s) %1</source>
        <extracomment>%1: freshness of the oldest of several clusters, &quot;stale since 14:31:20&quot;</extracomment>
        <translation>
            <numerusform>%n cluster %1</numerusform>
            <numerusform>%n clusters %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n source(s) %1</source>
        <translation>
            <numerusform>%n source %1</numerusform>
            <numerusform>%n sources %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceDetails</name>
    <message numerus="yes">
        <source>Tried %n time(s) without success.</source>
        <translation>
            <numerusform>Tried %n time without success.</numerusform>
            <numerusform>Tried %n times without success.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::Application</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::CodeView</name>
    <message numerus="yes">
        <source>%n found</source>
        <extracomment>how often a text was found</extracomment>
        <translation>
            <numerusform>%n found</numerusform>
            <numerusform>%n found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::ExplorerPage</name>
    <message numerus="yes">
        <source>%n row(s) to re-sort</source>
        <extracomment>a link beside the count: rows whose values changed wait for their new place</extracomment>
        <translation>
            <numerusform>%n row to re-sort</numerusform>
            <numerusform>%n rows to re-sort</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::JoinText</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::OverviewPage</name>
    <message numerus="yes">
        <source>%n critical</source>
        <translation>
            <numerusform>%n critical</numerusform>
            <numerusform>%n critical</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failing</source>
        <translation>
            <numerusform>%n failing</numerusform>
            <numerusform>%n failing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n host(s)</source>
        <translation>
            <numerusform>%n host</numerusform>
            <numerusform>%n hosts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n name(s) no cluster</source>
        <extracomment>of the alerts that fire</extracomment>
        <translation>
            <numerusform>%n names no cluster</numerusform>
            <numerusform>%n name no cluster</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pod(s) not ready, not yet for long</source>
        <translation>
            <numerusform>%n pod not ready, not yet for long</numerusform>
            <numerusform>%n pods not ready, not yet for long</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pod(s) of unknown state</source>
        <translation>
            <numerusform>%n pod of unknown state</numerusform>
            <numerusform>%n pods of unknown state</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <extracomment>more reasons than those listed above</extracomment>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not listed</source>
        <extracomment>of the alerts that fire: so many more than the list of them has</extracomment>
        <translation>
            <numerusform>%n not listed</numerusform>
            <numerusform>%n not listed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alike: %1</source>
        <extracomment>of alerts of one rule on several things: how many they are; %1: what the first of them says</extracomment>
        <translation>
            <numerusform>%n alike: %1</numerusform>
            <numerusform>%n alike: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::PluginRules</name>
    <message numerus="yes">
        <source>%n approved</source>
        <translation>
            <numerusform>%n approved</numerusform>
            <numerusform>%n approved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::SignInPane</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <extracomment>%1: names of contexts; %n: how many more there are</extracomment>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more wait</source>
        <translation>
            <numerusform>%n more waits</numerusform>
            <numerusform>%n more wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n earlier lines are left out</source>
        <translation>
            <numerusform>%n earlier line is left out</numerusform>
            <numerusform>%n earlier lines are left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::StartPage</name>
    <message numerus="yes">
        <source>%n context(s) found in your kubeconfig</source>
        <translation>
            <numerusform>%n context found in your kubeconfig</numerusform>
            <numerusform>%n contexts found in your kubeconfig</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::StatusStrip</name>
    <message numerus="yes">
        <source>%n request(s)/min</source>
        <extracomment>The console&apos;s own requests in the last minute</extracomment>
        <translation>
            <numerusform>%n request/min</numerusform>
            <numerusform>%n requests/min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::StratoTable</name>
    <message numerus="yes">
        <source>%n worse will move up: %1</source>
        <extracomment>a strip below a list whose rows must not move now. %n worse things will stand higher up; %1: the worst of them</extracomment>
        <translation>
            <numerusform>%n worse will move up: %1</numerusform>
            <numerusform>%n worse will move up: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more to list: %1</source>
        <extracomment>a strip below a list whose rows must not move now. %n more things will be listed; %1: the first of them</extracomment>
        <translation>
            <numerusform>%n more to list: %1</numerusform>
            <numerusform>%n more to list: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::TimeCanvas</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Strato::TopBar</name>
    <message numerus="yes">
        <source>%n more ▾</source>
        <extracomment>clusters for which the window is too narrow; a list of them opens</extracomment>
        <translation>
            <numerusform>%n more ▾</numerusform>
            <numerusform>%n more ▾</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>YamlText</name>
    <message numerus="yes">
        <source># not shown, %n character(s)</source>
        <translation>
            <numerusform># not shown, %n character</numerusform>
            <numerusform># not shown, %n characters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source># folded, %n entry(s)</source>
        <translation>
            <numerusform># folded, %n entry</numerusform>
            <numerusform># folded, %n entries</numerusform>
        </translation>
    </message>
</context>
</TS>
