// SPDX-FileCopyrightText: 2026 The Stratoscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/estate/kube/protofields.h"

namespace Strato::Estate {

// authentication.k8s.io/v1 and authorization.k8s.io/v1: the reviews that clients post.
const char* const ProtoFields3 = R"(
SelfSubjectReview: metadata=1@ObjectMeta status=2@SelfSubjectReviewStatus
SelfSubjectReviewStatus: userInfo=1@UserInfo
UserInfo: username=1s uid=2s groups=3*s extra=4%L
SelfSubjectAccessReview: metadata=1@ObjectMeta spec=2@SelfSubjectAccessReviewSpec status=3@SubjectAccessReviewStatus
SelfSubjectAccessReviewSpec: resourceAttributes=1?@ResourceAttributes nonResourceAttributes=2?@NonResourceAttributes
ResourceAttributes: namespace=1s verb=2s group=3s version=4s resource=5s subresource=6s name=7s
  fieldSelector=8?@FieldSelectorAttributes labelSelector=9?@LabelSelectorAttributes
FieldSelectorAttributes: rawSelector=1s requirements=2*@FieldSelectorRequirement
FieldSelectorRequirement: key=1s operator=2s values=3*s
LabelSelectorAttributes: rawSelector=1s requirements=2*@LabelSelectorRequirement
NonResourceAttributes: path=1s verb=2s
SubjectAccessReviewStatus: allowed=1b reason=2s evaluationError=3s denied=4b
SelfSubjectRulesReview: metadata=1@ObjectMeta spec=2@SelfSubjectRulesReviewSpec status=3@SubjectRulesReviewStatus
SelfSubjectRulesReviewSpec: namespace=1s
SubjectRulesReviewStatus: resourceRules=1*@ResourceRule nonResourceRules=2*@NonResourceRule incomplete=3b
  evaluationError=4s
ResourceRule: verbs=1*s apiGroups=2*s resources=3*s resourceNames=4*s
NonResourceRule: verbs=1*s nonResourceURLs=2*s
)";

} // namespace Strato::Estate
