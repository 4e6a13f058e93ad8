// Runs the model of a bundle with OpenVINO from C++ and compares with the answers that were recorded:
//     example BUNDLE
// cpp/examples.tokens holds how far logits may be from the recorded ones, then for each text its token ids, a bar and the
// logits; cpp/labels.txt for each label the score from which on a text has it ("-" where the highest score decides) and its
// name. For texts of your own, make ids with tokenizer.json, for example with the tokenizers library of Hugging Face.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <openvino/openvino.hpp>
#include <sstream>
#include <string>
#include <vector>

struct Label {
    std::string threshold, name;
};

std::vector<Label> readLabels(const std::filesystem::path& file)
{
    std::vector<Label> labels;
    std::ifstream in(file);
    for (Label label; in >> label.threshold && in.ignore() && std::getline(in, label.name);)
        labels.push_back(label);
    return labels;
}

std::string decide(const std::vector<Label>& labels, const float* logits)
{
    if (labels.front().threshold == "-")
        return labels[size_t(std::max_element(logits, logits + labels.size()) - logits)].name;
    std::string found;
    for (size_t i = 0; i < labels.size(); ++i)
        if (1 / (1 + std::exp(-logits[i])) >= std::stof(labels[i].threshold))
            found += (found.empty() ? "" : ", ") + labels[i].name;
    return found.empty() ? "(none)" : found;
}

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::cerr << "example BUNDLE\n";
        return 2;
    }
    const std::filesystem::path bundle = argv[1];
    const std::vector<Label> labels = readLabels(bundle / "cpp/labels.txt");
    std::ifstream examples(bundle / "cpp/examples.tokens");
    float allowed = 0, worst = 0;
    size_t wrong = 0, count = 0;
    std::string line;
    if (labels.empty() || !std::getline(examples, line) || !(std::istringstream(line) >> allowed)) {
        std::cerr << bundle << " holds no cpp/labels.txt and cpp/examples.tokens\n";
        return 2;
    }
    auto file = bundle / "openvino/model.onnx"; // of a model in integers
    if (!std::filesystem::exists(file))
        file = bundle / "model.onnx";
    ov::Core core;
    auto request = core.compile_model(file.string(), "CPU", ov::hint::inference_precision(ov::element::f32)).create_infer_request();
    while (std::getline(examples, line)) {
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
        const ov::Tensor answer = request.get_tensor("logits");
        if (answer.get_size() != labels.size()) {
            std::cerr << "the model gives " << answer.get_size() << " logits, and there are " << labels.size() << " labels\n";
            return 2;
        }
        const float* logits = answer.data<float>();
        std::cout << decide(labels, logits) << '\n';
        bool alike = true;
        for (size_t i = 0; i < labels.size(); ++i) {
            float value = 0;
            alike = bool(recorded >> value) && alike;
            const float difference = std::abs(logits[i] - value);
            alike = alike && difference <= allowed; // what is not a number differs, too
            worst = std::max(worst, difference);
        }
        ++count;
        wrong += !alike;
    }
    std::cout << count - wrong << " of " << count << " texts answered as recorded\n";
    std::cout << "largest difference from the recorded logits: " << worst << ", allowed: " << allowed << '\n';
    return count > 0 && wrong == 0 ? 0 : 1;
}
