/// Where our structure is not pandoc's, on purpose, with what we have instead.
struct PandocDifference {
  var ours: String
  var reason: String

  /// By the TeX of the formula.
  static let all: [String: PandocDifference] = [
    #"\operatorname*{arg\,max}_{j \leq i} \; q_i^{\top} k_j"#:
      PandocDifference(
        ours: "(munder [a r g m a x] [j ≤ i]) (msubsup q i ⊤) (msub k j)",
        reason: #"pandoc 2.17 does not convert '\operatorname*'."#),
    #"A \cup B \subseteq C \setminus \emptyset, \quad A \cap B \neq \varnothing"#:
      PandocDifference(
        ours: "A ∪ B ⊆ C ∖ ∅ , A ∩ B ≠ ∅",
        reason:
          #"Unicode's empty set U+2205 stands for both names; pandoc has the diameter sign U+2300."#
      ),
    #"\exists\, c > 0 \colon |f(x)| \leq c \, g(x) \iff f \in O(g)"#:
      PandocDifference(
        ours: "∃ c > 0 : | f ( x ) | ≤ c g ( x ) ⟺ f ∈ O ( g )",
        reason: #"'\iff' is the long arrow in LaTeX; pandoc prints the short one."#),
    #"\boldsymbol{\theta} = (\theta_0, \theta_1, \ldots, \theta_{d/2-1})"#:
      PandocDifference(
        ours: "𝜽 = ( (msub θ 0) , (msub θ 1) , … , (msub θ [d / 2 − 1]) )",
        reason: #"'\boldsymbol' keeps letters slanted in LaTeX; pandoc sets them upright."#),
    #"f'_W(x_m, m, \theta_d) = f_W(x_m, g(m), h(\theta_d))"#:
      PandocDifference(
        ours:
          "(msubsup f W ′) ( (msub x m) , m , (msub θ d) ) = (msub f W) ( (msub x m) , g ( m ) , h ( (msub θ d) ) )",
        reason:
          #"The subscript belongs to the letter, with the prime above it; pandoc hangs it on the prime."#
      ),
    #"r(d) = \frac{L}{\lambda_d} = \frac{L}{2\pi b'^{2d/|D|}}"#:
      PandocDifference(
        ours: "r ( d ) = (mfrac L (msub λ d)) = (mfrac L [2 π (msup b [′ 2 d / | D |])])",
        reason:
          #"The superscript belongs to the letter, behind the prime; pandoc hangs it on the prime."#
      ),
    #"\theta'_i = \begin{cases} \theta_i & \lambda_i < \frac{L}{h} \\[4pt] \frac{\theta_i}{s} & \lambda_i > \frac{L}{l} \\[4pt] (1 - \gamma) \frac{\theta_i}{s} + \gamma \theta_i & \text{otherwise} \end{cases}"#:
      PandocDifference(
        ours:
          "(msubsup θ i ′) = { (mtable (mtr (mtd (msub θ i)) (mtd (msub λ i) < (mfrac L h))) (mtr (mtd (mfrac (msub θ i) s)) (mtd (msub λ i) > (mfrac L l))) (mtr (mtd ( 1 − γ ) (mfrac (msub θ i) s) + γ (msub θ i)) (mtd o t h e r w i s e)))",
        reason:
          #"The subscript belongs to the letter, with the prime above it; pandoc hangs it on the prime."#
      ),
    #"\hat{\lambda} = \operatorname*{arg\,min}_{\lambda \in \Lambda} \mathbb{E}_{X \sim \mathcal{D}} \left[ \mathcal{L}(X; \lambda) \right]"#:
      PandocDifference(
        ours: "(mover λ ˆ) = (munder [a r g m i n] [λ ∈ Λ]) (msub 𝔼 [X ∼ 𝒟]) [ ℒ ( X ; λ ) ]",
        reason: #"pandoc 2.17 does not convert '\operatorname*'."#),
    #"500\,000^{-2i/128}"#:
      PandocDifference(
        ours: "(msup [5 0 0 0 0 0] [− 2 i / 1 2 8])",
        reason:
          #"A thin space between groups of three digits is part of one number; pandoc makes two."#),
  ]
}
