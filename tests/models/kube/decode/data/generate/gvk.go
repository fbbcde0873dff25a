// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	coordinationv1 "k8s.io/api/coordination/v1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	storagev1 "k8s.io/api/storage/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

func gvk(gv, kind string) schema.GroupVersionKind { return schema.FromAPIVersionAndKind(gv, kind) }

func init() {
	for _, add := range []func() error{
		func() error { return appsv1.AddToScheme(scheme) }, func() error { return autoscalingv2.AddToScheme(scheme) },
		func() error { return batchv1.AddToScheme(scheme) }, func() error { return coordinationv1.AddToScheme(scheme) },
		func() error { return corev1.AddToScheme(scheme) }, func() error { return discoveryv1.AddToScheme(scheme) },
		func() error { return networkingv1.AddToScheme(scheme) }, func() error { return policyv1.AddToScheme(scheme) },
		func() error { return storagev1.AddToScheme(scheme) }} {
		if err := add(); err != nil {
			panic(err)
		}
	}
	metav1.AddToGroupVersion(scheme, schema.GroupVersion{Version: "v1"})
}
