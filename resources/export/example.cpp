// Runs the model with OpenVINO from C++ and compares with the answers that were recorded:
//     example ../model.onnx examples.tokens labels.txt
// Each line of examples.tokens holds the token ids of one text, a bar, and the logits. For texts of your own, make ids
// with the model's tokenizer.json, for example with the tokenizers library of Hugging Face.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <openvino/openvino.hpp>
#include <sstream>
#include <string>
#include <vector>

int main(int argc, char** argv)
{
    if (argc != 4) {
        std::cerr << "example MODEL examples.tokens labels.txt\n";
        return 2;
    }
    std::ifstream examples(argv[2]), names(argv[3]);
    std::vector<std::string> labels;
    for (std::string label; std::getline(names, label);)
        labels.push_back(label);

    ov::Core core;
    auto request = core.compile_model(argv[1], "CPU", ov::hint::inference_precision(ov::element::f32)).create_infer_request();
    float worst = 0;
    for (std::string line; std::getline(examples, line);) {
        const auto bar = line.find('|');
        std::istringstream tokens(line.substr(0, bar)), recorded(line.substr(bar + 1));
        std::vector<int64_t> ids;
        for (int64_t id; tokens >> id;)
            ids.push_back(id);
        std::vector<int64_t> mask(ids.size(), 1);
        const ov::Shape shape{1, ids.size()}; // one text; several are padded at the end, where the mask is 0
        request.set_tensor("input_ids", ov::Tensor(ov::element::i64, shape, ids.data()));
        request.set_tensor("attention_mask", ov::Tensor(ov::element::i64, shape, mask.data()));
        request.infer();
        const ov::Tensor logits = request.get_tensor("logits");
        const float* values = logits.data<float>();
        const auto count = logits.get_size();
        const auto best = size_t(std::max_element(values, values + count) - values);
        std::cout << (best < labels.size() ? labels[best] : std::to_string(best)) << '\n';
        for (size_t i = 0; i < count; ++i) {
            float value = 0;
            recorded >> value;
            worst = std::max(worst, std::abs(values[i] - value));
        }
    }
    std::cout << "largest difference from the recorded logits: " << worst << '\n';
    return 0;
}
